<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
    <symbols>
    <symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleFill" enabled="1" pass="0" locked="0">
        <Option type="Map">
          <Option type="QString" name="color" value="43,108,176,50"/>
          <Option type="QString" name="style" value="solid"/>
          <Option type="QString" name="outline_color" value="43,108,176,140"/>
          <Option type="QString" name="outline_width" value="0.2"/>
          <Option type="QString" name="outline_width_unit" value="MM"/>
        </Option>
      </layer>
    </symbol>
    </symbols>
  </renderer-v2>
</qgis>
