<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <renderer-v2 type="categorizedSymbol" attr="service" symbollevels="0" enableorderby="0" forceraster="0">
    <categories>
      <category value="speech" symbol="0" label="Speech" render="true"/>
      <category value="data" symbol="1" label="Packet data" render="true"/>
      <category value="" symbol="2" label="Unknown" render="true"/>
    </categories>
    <symbols>
    <symbol type="line" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="33,102,172,255"/>
          <Option type="QString" name="line_width" value="0.9"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="line" name="1" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="253,140,37,255"/>
          <Option type="QString" name="line_width" value="0.9"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="line" name="2" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="130,130,130,255"/>
          <Option type="QString" name="line_width" value="0.9"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    </symbols>
  </renderer-v2>
</qgis>
