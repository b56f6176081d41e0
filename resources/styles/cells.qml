<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
    <symbols>
    <symbol type="marker" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="name" value="circle"/>
          <Option type="QString" name="color" value="40,44,52,255"/>
          <Option type="QString" name="outline_style" value="no"/>
          <Option type="QString" name="size" value="1.2"/>
          <Option type="QString" name="size_unit" value="MM"/>
        </Option>
      </layer>
    
      <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="name" value="equilateral_triangle"/>
          <Option type="QString" name="color" value="33,145,140,200"/>
          <Option type="QString" name="outline_color" value="255,255,255,255"/>
          <Option type="QString" name="outline_width" value="0.2"/>
          <Option type="QString" name="size" value="3"/>
          <Option type="QString" name="size_unit" value="MM"/>
          <Option type="QString" name="vertical_anchor_point" value="2"/>
        </Option>
        <data_defined_properties><Option type="Map"><Option type="QString" name="name" value=""/><Option type="Map" name="properties">
            <Option type="Map" name="angle"><Option type="bool" name="active" value="true"/><Option type="QString" name="expression" value="coalesce(&quot;azimuth_deg&quot; + degrees(azimuth(transform($geometry, @layer_crs, @map_crs), transform(translate(transform($geometry, @layer_crs, 'EPSG:4326'), 0, 0.001), 'EPSG:4326', @map_crs))), &quot;azimuth_deg&quot;, 0)"/><Option type="int" name="type" value="3"/></Option>
            <Option type="Map" name="name"><Option type="bool" name="active" value="true"/><Option type="QString" name="expression" value="if(&quot;azimuth_deg&quot; is null, 'circle', 'equilateral_triangle')"/><Option type="int" name="type" value="3"/></Option>
          </Option><Option type="QString" name="type" value="collection"/></Option></data_defined_properties>
      </layer>
    </symbol>
    </symbols>
  </renderer-v2>
</qgis>
