<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <renderer-v2 type="categorizedSymbol" attr="chosen" symbollevels="1" enableorderby="0" forceraster="0">
    <categories>
      <category value="false" symbol="0" label="Candidate" render="true" type="bool"/>
      <category value="true" symbol="1" label="Chosen" render="true" type="bool"/>
    </categories>
    <symbols>
    <symbol type="line" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="150,160,175,255"/>
          <Option type="QString" name="line_width" value="0.3"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
          <Option type="QString" name="joinstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="line" name="1" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="43,108,176,255"/>
          <Option type="QString" name="line_width" value="0.9"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
          <Option type="QString" name="joinstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    </symbols>
  </renderer-v2>
</qgis>
