<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <renderer-v2 type="categorizedSymbol" attr="highway" symbollevels="1" enableorderby="0" forceraster="0">
    <categories>
      <category symbol="0" value="motorway" label="motorway" type="string" render="true"/>
      <category symbol="1" value="motorway_link" label="ramp" type="string" render="true"/>
      <category symbol="2" value="primary" label="primary" type="string" render="true"/>
      <category symbol="3" value="secondary" label="secondary" type="string" render="true"/>
      <category symbol="4" value="tertiary" label="tertiary" type="string" render="true"/>
      <category symbol="5" value="" label="other" type="string" render="true"/>
    </categories>
    <symbols>
    <symbol type="line" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="204,102,119,255"/>
          <Option type="QString" name="line_width" value="0.7"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
          <Option type="QString" name="joinstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="line" name="1" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="204,102,119,255"/>
          <Option type="QString" name="line_width" value="0.4"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
          <Option type="QString" name="joinstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="line" name="2" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="221,170,51,255"/>
          <Option type="QString" name="line_width" value="0.6"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
          <Option type="QString" name="joinstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="line" name="3" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="221,204,119,255"/>
          <Option type="QString" name="line_width" value="0.5"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
          <Option type="QString" name="joinstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="line" name="4" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="150,150,150,255"/>
          <Option type="QString" name="line_width" value="0.4"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
          <Option type="QString" name="joinstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="line" name="5" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="190,190,190,255"/>
          <Option type="QString" name="line_width" value="0.2"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
          <Option type="QString" name="joinstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    </symbols>
  </renderer-v2>
</qgis>
