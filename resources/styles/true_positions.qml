<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <renderer-v2 type="categorizedSymbol" attr="event" symbollevels="0" enableorderby="0" forceraster="0">
    <categories>
      <category symbol="0" value="handover" label="handover" type="string" render="true"/>
      <category symbol="1" value="lau" label="location area update" type="string" render="true"/>
      <category symbol="2" value="call_start" label="start of a call" type="string" render="true"/>
      <category symbol="3" value="call_end" label="end of a call" type="string" render="true"/>
      <category symbol="4" value="" label="other" type="string" render="true"/>
    </categories>
    <symbols>
    <symbol type="marker" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="name" value="circle"/>
          <Option type="QString" name="color" value="33,145,140,255"/>
          <Option type="QString" name="outline_color" value="255,255,255,255"/>
          <Option type="QString" name="outline_width" value="0.2"/>
          <Option type="QString" name="size" value="1.8"/>
          <Option type="QString" name="size_unit" value="MM"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="marker" name="1" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="name" value="diamond"/>
          <Option type="QString" name="color" value="253,180,37,255"/>
          <Option type="QString" name="outline_color" value="255,255,255,255"/>
          <Option type="QString" name="outline_width" value="0.2"/>
          <Option type="QString" name="size" value="2.6"/>
          <Option type="QString" name="size_unit" value="MM"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="marker" name="2" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="name" value="triangle"/>
          <Option type="QString" name="color" value="94,201,98,255"/>
          <Option type="QString" name="outline_color" value="255,255,255,255"/>
          <Option type="QString" name="outline_width" value="0.2"/>
          <Option type="QString" name="size" value="2.8"/>
          <Option type="QString" name="size_unit" value="MM"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="marker" name="3" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="name" value="square"/>
          <Option type="QString" name="color" value="204,51,68,255"/>
          <Option type="QString" name="outline_color" value="255,255,255,255"/>
          <Option type="QString" name="outline_width" value="0.2"/>
          <Option type="QString" name="size" value="2.4"/>
          <Option type="QString" name="size_unit" value="MM"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="marker" name="4" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="name" value="circle"/>
          <Option type="QString" name="color" value="150,150,150,255"/>
          <Option type="QString" name="outline_color" value="255,255,255,255"/>
          <Option type="QString" name="outline_width" value="0.2"/>
          <Option type="QString" name="size" value="1.4"/>
          <Option type="QString" name="size_unit" value="MM"/>
        </Option>
      </layer>
    </symbol>
    </symbols>
  </renderer-v2>
</qgis>
