"""Where a cell is heard: cell plans, the tile grid, tessellations, propagation, footprints and the emission model."""
