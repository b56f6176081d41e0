<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <renderer-v2 type="categorizedSymbol" attr="event" symbollevels="0" enableorderby="0" forceraster="0">
    <categories>
      <category value="call_start" symbol="0" label="Call start" render="true"/>
      <category value="call_end" symbol="1" label="Call end" render="true"/>
      <category value="handover" symbol="2" label="Handover" render="true"/>
      <category value="lau" symbol="3" label="Location area update" render="true"/>
      <category value="" symbol="4" label="Other" render="true"/>
    </categories>
    <symbols>
    <symbol type="marker" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="name" value="triangle"/>
          <Option type="QString" name="color" value="26,150,65,255"/>
          <Option type="QString" name="outline_color" value="255,255,255,255"/>
          <Option type="QString" name="outline_width" value="0.2"/>
          <Option type="QString" name="size" value="2.6"/>
          <Option type="QString" name="size_unit" value="MM"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="marker" name="1" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="name" value="square"/>
          <Option type="QString" name="color" value="215,48,39,255"/>
          <Option type="QString" name="outline_color" value="255,255,255,255"/>
          <Option type="QString" name="outline_width" value="0.2"/>
          <Option type="QString" name="size" value="2.2"/>
          <Option type="QString" name="size_unit" value="MM"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="marker" name="2" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="name" value="circle"/>
          <Option type="QString" name="color" value="33,102,172,255"/>
          <Option type="QString" name="outline_color" value="255,255,255,255"/>
          <Option type="QString" name="outline_width" value="0.2"/>
          <Option type="QString" name="size" value="2"/>
          <Option type="QString" name="size_unit" value="MM"/>
        </Option>
      </layer>
    </symbol>
    <symbol type="marker" name="3" alpha="1" clip_to_extent="1" force_rhr="0">
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
    <symbol type="marker" name="4" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="name" value="circle"/>
          <Option type="QString" name="color" value="130,130,130,255"/>
          <Option type="QString" name="outline_color" value="255,255,255,255"/>
          <Option type="QString" name="outline_width" value="0.2"/>
          <Option type="QString" name="size" value="1.6"/>
          <Option type="QString" name="size_unit" value="MM"/>
        </Option>
      </layer>
    </symbol>
    </symbols>
  </renderer-v2>
</qgis>
