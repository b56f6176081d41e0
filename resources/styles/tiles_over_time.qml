<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
    <symbols>
    <symbol type="marker" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="name" value="square"/>
          <Option type="QString" name="color" value="253,180,37,255"/>
          <Option type="QString" name="outline_style" value="no"/>
          <Option type="QString" name="size" value="1.2"/>
          <Option type="QString" name="size_unit" value="MM"/>
        </Option>
        <data_defined_properties><Option type="Map"><Option type="QString" name="name" value=""/><Option type="Map" name="properties">
            <Option type="Map" name="fillColor"><Option type="bool" name="active" value="true"/><Option type="QString" name="expression" value="ramp_color('Viridis', sqrt(&quot;phones&quot; / maximum(&quot;phones&quot;)))"/><Option type="int" name="type" value="3"/></Option>
          </Option><Option type="QString" name="type" value="collection"/></Option></data_defined_properties>
      </layer>
    </symbol>
    </symbols>
  </renderer-v2>
</qgis>
