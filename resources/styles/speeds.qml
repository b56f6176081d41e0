<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <renderer-v2 type="graduatedSymbol" attr="speed_kmh" graduatedMethod="GraduatedColor" symbollevels="0" enableorderby="0" forceraster="0">
    <ranges>
      <range lower="0" upper="10" symbol="0" label="0 - 10 km/h" render="true"/>
      <range lower="10" upper="30" symbol="1" label="10 - 30 km/h" render="true"/>
      <range lower="30" upper="50" symbol="2" label="30 - 50 km/h" render="true"/>
      <range lower="50" upper="80" symbol="3" label="50 - 80 km/h" render="true"/>
      <range lower="80" upper="110" symbol="4" label="80 - 110 km/h" render="true"/>
      <range lower="110" upper="150" symbol="5" label="110 - 150 km/h" render="true"/>
      <range lower="150" upper="100000" symbol="6" label="above 150 km/h" render="true"/>
    </ranges>
    <symbols>
    <symbol type="line" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="215,25,28,255"/>
          <Option type="QString" name="line_width" value="1.1"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
          <Option type="QString" name="joinstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="line" name="1" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="244,109,67,255"/>
          <Option type="QString" name="line_width" value="1.1"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
          <Option type="QString" name="joinstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="line" name="2" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="253,174,97,255"/>
          <Option type="QString" name="line_width" value="1.1"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
          <Option type="QString" name="joinstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="line" name="3" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="166,217,106,255"/>
          <Option type="QString" name="line_width" value="1.1"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
          <Option type="QString" name="joinstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="line" name="4" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="26,152,80,255"/>
          <Option type="QString" name="line_width" value="1.1"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
          <Option type="QString" name="joinstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="line" name="5" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="44,123,182,255"/>
          <Option type="QString" name="line_width" value="1.1"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
          <Option type="QString" name="joinstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="line" name="6" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="line_color" value="94,60,153,255"/>
          <Option type="QString" name="line_width" value="1.1"/>
          <Option type="QString" name="line_width_unit" value="MM"/>
          <Option type="QString" name="capstyle" value="round"/>
          <Option type="QString" name="joinstyle" value="round"/>
        </Option>
      </layer>
    </symbol>
    </symbols>
  </renderer-v2>
</qgis>
