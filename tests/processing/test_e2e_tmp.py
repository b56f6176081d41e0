def test_sample(run, tmp_path):
    r = run("loadsample", FOLDER=str(tmp_path/"s"))
    print(run.feedback.said)
    d=tmp_path
    m = run("emissionmodel", CELLS=r["CELLS"], EXTENT=r["TRUTH"], MODEL=str(d/"m.mno.npz"), COVERAGE=str(d/"c.tif"), BEST_SERVER=str(d/"b.tif")); print(m, run.feedback.said)
    c = run("countphones", EVENTS=r["EVENTS"], CELLS=r["CELLS"], TIMES="2024-03-12T12:00:00", COUNTS=str(d/"counts.gpkg"), REJECTS=str(d/"rej.gpkg")); print(c, run.feedback.said)
    for meth in ("sb","em","df","mapapprox","map"):
        e = run("estimatedensity", MODEL=m["MODEL"], COUNTS=c["COUNTS"], METHOD=meth, OUTPUT=str(d/f"{meth}.tif"), RESIDUALS=str(d/"r.gpkg")); print(e, run.feedback.said)
        k = run("comparedensities", ESTIMATED=e["OUTPUT"], TRUTH=r["TRUTH"], TRUTH_BAND=3, FLOW=str(d/"f.gpkg"), REPORT=str(d/"r.html")); print(k, run.feedback.said)
    v = run("voronoiareas", CELLS=r["CELLS"], METHOD="wedge", EXTENT=r["TRUTH"], OUTPUT=str(d/"v.gpkg")); print(v, run.feedback.said)
    ma = run("modelfromareas", AREAS=v["OUTPUT"], EXTENT=r["TRUTH"], MODEL=str(d/"ma.mno.npz")); print(ma, run.feedback.said)
    t = run("modeltotable", MODEL=ma["MODEL"], OUTPUT=str(d/"t.csv")); print(t, run.feedback.said)
    mt = run("modelfromtable", TABLE=t["OUTPUT"], CRS="EPSG:3035", VALUE="s", MODEL=str(d/"mt.mno.npz")); print(mt, run.feedback.said)
    f = run("cellfootprint", MODEL=m["MODEL"], CELL_ID="MA.1.1", OUTPUT=str(d/"fp.tif")); print(f, run.feedback.said)
    s = run("densityseries", MODEL=m["MODEL"], COUNTS=r["COUNTS"], OUTPUT=str(d/"series.tif"), TILES=str(d/"tiles.gpkg"), FIGURES=str(d/"fig.gpkg")); print(s, run.feedback.said)
    z = run("densitytozones", DENSITY=s["OUTPUT"], ZONES=v["OUTPUT"], K=10, BAND=0, OUTPUT=str(d/"z.gpkg")); print(z, run.feedback.said)
    vc = run("validatecellplan", CELLS=r["CELLS"], OUTPUT=str(d/"vc.gpkg"), PROBLEMS=str(d/"p.gpkg")); print(vc, run.feedback.said)
    cs = run("createscenario", SIZE=10000, N_PHONES=2000, CELLS=str(d/"c1.gpkg"), EVENTS=str(d/"e1.gpkg"), COUNTS=str(d/"n1.gpkg"), TRUTH=str(d/"t1.tif")); print(cs, run.feedback.said)
    assert 0
