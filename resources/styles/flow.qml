<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
    <symbols>
    <symbol type="line" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="ArrowLine" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="arrow_width" value="0.3"/>
          <Option type="QString" name="arrow_width_unit" value="MM"/>
          <Option type="QString" name="arrow_start_width" value="0.1"/>
          <Option type="QString" name="arrow_start_width_unit" value="MM"/>
          <Option type="QString" name="head_length" value="1.2"/>
          <Option type="QString" name="head_length_unit" value="MM"/>
          <Option type="QString" name="head_thickness" value="0.7"/>
          <Option type="QString" name="head_thickness_unit" value="MM"/>
          <Option type="QString" name="arrow_type" value="0"/>
          <Option type="QString" name="head_type" value="0"/>
          <Option type="QString" name="is_curved" value="0"/>
          <Option type="QString" name="is_repeated" value="1"/>
        </Option>
        <data_defined_properties><Option type="Map"><Option type="QString" name="name" value=""/><Option type="Map" name="properties">
            <Option type="Map" name="arrowWidth"><Option type="bool" name="active" value="true"/><Option type="QString" name="expression" value="0.08 + 1.0 * sqrt(&quot;mass&quot; / maximum(&quot;mass&quot;))"/><Option type="int" name="type" value="3"/></Option>
            <Option type="Map" name="arrowStartWidth"><Option type="bool" name="active" value="true"/><Option type="QString" name="expression" value="0.06 + 0.4 * sqrt(&quot;mass&quot; / maximum(&quot;mass&quot;))"/><Option type="int" name="type" value="3"/></Option>
            <Option type="Map" name="arrowHeadLength"><Option type="bool" name="active" value="true"/><Option type="QString" name="expression" value="0.4 + 1.9 * sqrt(&quot;mass&quot; / maximum(&quot;mass&quot;))"/><Option type="int" name="type" value="3"/></Option>
            <Option type="Map" name="arrowHeadThickness"><Option type="bool" name="active" value="true"/><Option type="QString" name="expression" value="0.25 + 1.3 * sqrt(&quot;mass&quot; / maximum(&quot;mass&quot;))"/><Option type="int" name="type" value="3"/></Option>
          </Option><Option type="QString" name="type" value="collection"/></Option></data_defined_properties>
        <symbol type="fill" name="@0@0" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" pass="0" locked="0"><Option type="Map"><Option type="QString" name="color" value="240,122,48,220"/><Option type="QString" name="outline_style" value="no"/><Option type="QString" name="style" value="solid"/></Option></layer></symbol>
      </layer>
    </symbol>
    </symbols>
  </renderer-v2>
</qgis>
