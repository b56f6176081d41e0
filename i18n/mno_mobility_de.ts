<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>@default</name>
    <message>
        <location filename="../mno_mobility/density/estimators.py"/>
        <source>no footprint</source>
        <translation>kein Versorgungsgebiet</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/estimators.py"/>
        <source>prior is zero in the whole footprint</source>
        <translation>Prior ist im ganzen Versorgungsgebiet null</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/cleaning.py"/>
        <source>simultaneous</source>
        <translation>gleichzeitig</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/cleaning.py"/>
        <source>ping-pong</source>
        <translation>Ping-Pong</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/cleaning.py"/>
        <source>stay</source>
        <translation>Aufenthalt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/cleaning.py"/>
        <source>no journey</source>
        <translation>keine Fahrt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/schema.py"/>
        <source>no device</source>
        <translation>kein Gerät</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/schema.py"/>
        <source>no time</source>
        <translation>keine Zeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/schema.py"/>
        <source>time not readable</source>
        <translation>nicht lesbare Zeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/schema.py"/>
        <source>no cell</source>
        <translation>keine Zelle</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/schema.py"/>
        <source>unknown cell</source>
        <translation>unbekannte Zelle</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/schema.py"/>
        <source>duplicate</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/areas.py"/>
        <source>no geometry</source>
        <translation>keine Geometrie</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/areas.py"/>
        <source>coordinates are not numbers</source>
        <translation>Koordinaten sind keine Zahlen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/areas.py"/>
        <source>not an area</source>
        <translation>keine Fläche</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/areas.py"/>
        <source>outside the grid</source>
        <translation>außerhalb des Gitters</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/tessellation.py"/>
        <source>no position</source>
        <translation>keine Position</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/tessellation.py"/>
        <source>no area inside the extent</source>
        <translation>keine Fläche innerhalb der Ausdehnung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>{} and {} more</source>
        <translation>{} und {} weitere</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>Choose the packages {packages} in the OSGeo4W setup, or run in the OSGeo4W shell of QGIS: {python} -m pip install {names}</source>
        <translation>Wählen Sie im OSGeo4W-Setup die Pakete {packages}, oder führen Sie in der OSGeo4W-Shell von QGIS aus: {python} -m pip install {names}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>Run in a terminal: {python} -m pip install {names}</source>
        <translation>Führen Sie in einem Terminal aus: {python} -m pip install {names}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>Run in a terminal: flatpak run --devel --command=pip3 org.qgis.qgis install --user {names}</source>
        <translation>Führen Sie in einem Terminal aus: flatpak run --devel --command=pip3 org.qgis.qgis install --user {names}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>Install {packages} with the packages of the system, or run in a terminal: {python} -m pip install --user {names} (the way to shapely 2 where the system has an older one; Debian 12 wants --break-system-packages as well).</source>
        <translation>Installieren Sie {packages} mit der Paketverwaltung des Systems, oder führen Sie in einem Terminal aus: {python} -m pip install --user {names} (der Weg zu shapely 2, wo das System ein älteres hat; Debian 12 verlangt zusätzlich --break-system-packages).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>{0}: the Python library {1} is missing ({3}). Nothing else needs it. Install it into the Python that QGIS uses: on Windows in the OSGeo4W shell of QGIS, elsewhere in a terminal, with: {2} -m pip install {1}</source>
        <translation>{0}: Die Python-Bibliothek {1} fehlt ({3}). Sonst braucht sie nichts. Zu installieren ist sie in das Python, das QGIS verwendet: unter Windows in der OSGeo4W-Shell von QGIS, sonst in einem Terminal, mit: {2} -m pip install {1}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>Geolocation</source>
        <translation>Geolokalisierung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>Density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>Trajectory</source>
        <translation>Trajektorie</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>Evaluation</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>Cancelled; nothing was written.</source>
        <translation>Abgebrochen; es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>Done in {:.1f} s.</source>
        <translation>Fertig nach {:.1f} s.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>These Python libraries are missing: {}.</source>
        <translation>Diese Python-Bibliotheken fehlen: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>Then start QGIS again. Algorithms that need none of them run without.</source>
        <translation>Starten Sie QGIS danach neu. Algorithmen, die keine davon brauchen, laufen auch so.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>There is not enough memory. Use larger tiles, a smaller extent or fewer cells.</source>
        <translation>Der Arbeitsspeicher reicht nicht. Größere Kacheln, eine kleinere Ausdehnung oder weniger Zellen verwenden.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>{}: {}. Check the folder, its permissions and the free space.</source>
        <translation>{}: {}. Den Ordner, seine Rechte und den freien Platz prüfen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/base.py"/>
        <source>Something went wrong inside the plugin: {}. The message log has the details; please report them at {}.</source>
        <translation>Im Plugin ist etwas schiefgegangen: {}. Einzelheiten stehen im Nachrichtenprotokoll; bitte melden unter {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/buildings.py"/>
        <source>Buildings</source>
        <translation>Gebäude</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/buildings.py"/>
        <source>Footprints with heights. They stand in the way of the waves; phones are on the ground. They need a resolution of 10 m or finer.</source>
        <translation>Grundrisse mit Höhen. Sie stehen den Wellen im Weg; die Telefone sind am Boden. Nötig ist eine Auflösung von 10 m oder feiner.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/buildings.py"/>
        <source>Height field</source>
        <translation>Höhenfeld</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/buildings.py"/>
        <source>Height of a building above the ground in metres, or its number of levels of 3 m. Empty: found by its name, such as height or building:levels.</source>
        <translation>Höhe eines Gebäudes über dem Boden in Metern oder die Zahl seiner Geschosse zu 3 m. Leer: am Namen erkannt, etwa height oder building:levels.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/buildings.py"/>
        <source>Default height of buildings (m)</source>
        <translation>Angenommene Höhe der Gebäude (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/buildings.py"/>
        <source>Of buildings whose height is not known.</source>
        <translation>Für Gebäude, deren Höhe nicht bekannt ist.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/buildings.py"/>
        <source>{}: {} invalid polygons were repaired.</source>
        <translation>{}: {} ungültige Polygone wurden repariert.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/buildings.py"/>
        <source>{}: {} features without an area are left out.</source>
        <translation>{}: {} Objekte ohne Fläche bleiben weg.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/buildings.py"/>
        <source>{}: none of its {} buildings stands in the area.</source>
        <translation>{}: Keines der {} Gebäude steht im Gebiet.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/buildings.py"/>
        <source>{}: {} of {} buildings have no usable height and are taken to be {:g} m high.</source>
        <translation>{}: {} von {} Gebäuden haben keine brauchbare Höhe; angenommen werden {:g} m.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/buildings.py"/>
        <source>{}: tiles of {:g} m are too coarse for streets. A building fills each tile whose centre it holds, smaller ones are lost; take {:g} m or less.</source>
        <translation>{}: Kacheln von {:g} m sind zu grob für Straßen. Ein Gebäude füllt jede Kachel, deren Mittelpunkt es enthält, kleinere gehen verloren; {:g} m oder weniger wählen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/buildings.py"/>
        <source>Buildings from {}: {} in the area, {:g} to {:g} m high; {} outside.</source>
        <translation>Gebäude aus {}: {} im Gebiet, {:g} bis {:g} m hoch; {} außerhalb.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/buildings.py"/>
        <source>Heights of buildings from the field {}.</source>
        <translation>Höhen der Gebäude aus dem Feld {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/buildings.py"/>
        <source>{}: no field looks like a height, so all buildings are taken to be {:g} m high.</source>
        <translation>{}: Kein Feld sieht nach einer Höhe aus; für alle Gebäude werden {:g} m angenommen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/cell_areas.py"/>
        <source>Areas of cells</source>
        <translation>Zellflächen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/cell_areas.py"/>
        <source>Polygons with cell_id, such as 'Voronoi areas' or a coverage prediction gives; they may overlap. Several ids are parted by ;.</source>
        <translation>Polygone mit cell_id, wie sie 'Voronoi-Flächen' oder eine Versorgungsprognose liefert; sie dürfen sich überlappen. Mehrere IDs sind durch ; getrennt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/cell_areas.py"/>
        <source>Cell id field of the areas</source>
        <translation>Feld der Zell-ID der Flächen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/cell_areas.py"/>
        <source>The field that names the cell, or the cells, of a polygon. Empty: found by its name.</source>
        <translation>Das Feld, das die Zelle oder die Zellen eines Polygons nennt. Leer: am Namen erkannt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/cell_areas.py"/>
        <source>{}: {} features are not valid and were repaired ({}).</source>
        <translation>{}: {} Objekte sind ungültig und wurden repariert ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/cell_areas.py"/>
        <source>{}: {} features have no area ({}).</source>
        <translation>{}: {} Objekte haben keine Fläche ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/cell_areas.py"/>
        <source>Cells of the events without an area: {} of {} ({}).</source>
        <translation>Zellen der Ereignisse ohne Fläche: {} von {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/charts.py"/>
        <source>up to {}</source>
        <translation>bis {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/charts.py"/>
        <source>{} outside</source>
        <translation>{} außerhalb</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/clean_events.py"/>
        <source>There is no field with the kind of event: journeys are cut at silences and stays alone.</source>
        <translation>Es gibt kein Feld mit der Art des Ereignisses: Fahrten werden nur an Funkstille und Aufenthalten getrennt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/clean_events.py"/>
        <source>Events dropped: {:,}, {}.</source>
        <translation>Verworfene Ereignisse: {:,}, {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/clean_events.py"/>
        <source>Events: {:,} in, {:,} out in {:,} journeys, {:,} of them with one event; handovers: {:,} before, {:,} after.</source>
        <translation>Ereignisse: {:,} gelesen, {:,} behalten in {:,} Fahrten, davon {:,} mit nur einem Ereignis; Handover: {:,} vorher, {:,} nachher.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityseries.py"/>
        <source>Density series</source>
        <translation>Dichtereihe</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityseries.py"/>
        <source>Turns counts per cell at many times into one map a time, animated by the temporal controller.</source>
        <translation>Macht aus Zählungen je Zelle zu vielen Zeiten eine Karte je Zeit, die in der Zeitsteuerung abläuft.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityseries.py"/>
        <source>&lt;p&gt;Methods, after Ricciato and Coluccia 2021: &lt;b&gt;em&lt;/b&gt; towards maximum likelihood by steps of expectation maximisation (Eq. 11), the most exact when the model is right; &lt;b&gt;ml&lt;/b&gt; maximum likelihood, solved to the end; &lt;b&gt;df&lt;/b&gt; data first (Eq. 31 and 32), nearly as good in closed form; &lt;b&gt;sb&lt;/b&gt; simple Bayes (Eq. 16), quick and smooth; &lt;b&gt;map&lt;/b&gt; and &lt;b&gt;mapapprox&lt;/b&gt; maximum a posteriori, exact (Eq. 23) and approximate (Eq. 24), which stay close to the prior. With an emission model of Voronoi areas every method but the MAPs gives the area-proportional estimate; take sb.&lt;/p&gt;&lt;p&gt;Many maps explain the counts equally well. Of those with the greatest likelihood, ml gives the one nearest the prior: the sum of the prior's shares times the logarithm of the phones is greatest. A few hundred steps of em give a map that is close in likelihood and, in the paper's scenario, nearer the truth; take ml where a certified maximum is asked for. em, ml, map and mapapprox tell how far from the best they may be at most: OPTIMALITY.&lt;/p&gt;&lt;p&gt;Phones in equals phones on the map plus phones that could not be placed, which are reported with the reason.&lt;/p&gt;&lt;p&gt;Each time is a band of the raster, named by its time. In QGIS 3.38 and later the raster plays in the temporal controller; the optional layer of tiles does so in every version.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Verfahren, nach Ricciato und Coluccia 2021: &lt;b&gt;em&lt;/b&gt; nähert sich der Maximum Likelihood in Schritten der Erwartungsmaximierung (Gl. 11), am genauesten, wenn das Modell stimmt; &lt;b&gt;ml&lt;/b&gt; Maximum Likelihood, bis zum Ende gelöst; &lt;b&gt;df&lt;/b&gt; Data First (Gl. 31 und 32), fast so gut in geschlossener Form; &lt;b&gt;sb&lt;/b&gt; einfacher Bayes (Gl. 16), schnell und glatt; &lt;b&gt;map&lt;/b&gt; und &lt;b&gt;mapapprox&lt;/b&gt; Maximum a posteriori, exakt (Gl. 23) und genähert (Gl. 24), die nahe am Prior bleiben. Mit einem Emissionsmodell aus Voronoi-Flächen ergibt jedes Verfahren außer den MAP-Verfahren die flächenproportionale Schätzung; dann sb nehmen.&lt;/p&gt;&lt;p&gt;Viele Karten erklären die Zählungen gleich gut. Von denen mit der größten Likelihood ergibt ml die dem Prior nächste: die Summe der Anteile des Priors mal dem Logarithmus der Telefone ist am größten. Einige hundert Schritte von em ergeben eine Karte, die in der Likelihood nahe liegt und im Szenario der Arbeit näher an der Wahrheit; ml ist zu nehmen, wenn ein nachgewiesenes Maximum verlangt ist. em, ml, map und mapapprox sagen, wie weit sie höchstens vom Besten entfernt sind: OPTIMALITY.&lt;/p&gt;&lt;p&gt;Die eingegebenen Telefone sind die Telefone auf der Karte plus die, die nicht verortet werden konnten; diese werden mit dem Grund gemeldet.&lt;/p&gt;&lt;p&gt;Jede Zeit ist ein Kanal des Rasters, benannt nach seiner Zeit. Ab QGIS 3.38 läuft das Raster in der Zeitsteuerung ab; der optionale Layer der Kacheln tut es in jeder Version.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityseries.py"/>
        <source>Least phones of a tile in the layer of tiles</source>
        <translation>Mindestzahl Telefone einer Kachel im Kachel-Layer</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityseries.py"/>
        <source>Tiles with fewer phones are left out of the layer of tiles, which would else hold every tile at every time.</source>
        <translation>Kacheln mit weniger Telefonen fehlen im Kachel-Layer, der sonst jede Kachel zu jeder Zeit enthielte.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityseries.py"/>
        <source>Phones per tile, one band a time, in the order of time.</source>
        <translation>Telefone je Kachel, ein Kanal je Zeit, in zeitlicher Folge.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityseries.py"/>
        <source>Tiles over time</source>
        <translation>Kacheln im Zeitverlauf</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityseries.py"/>
        <source>Centres of tiles with their phones, one feature for each tile and time, from start to end.</source>
        <translation>Mittelpunkte der Kacheln mit ihren Telefonen, ein Objekt je Kachel und Zeit, von start bis end.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityseries.py"/>
        <source>Figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityseries.py"/>
        <source>One row a time: phones counted, on the map and not placed, iterations, log-likelihood, residual, and optimality: the most that any map is better, a phone.</source>
        <translation>Eine Zeile je Zeit: gezählte, verortete und nicht verortete Telefone, Iterationen, Log-Likelihood, Residuum und Optimalität: um wie viel je Telefon eine Karte höchstens besser sein kann.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityseries.py"/>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityseries.py"/>
        <source>Phones counted, all times</source>
        <translation>Gezählte Telefone, alle Zeiten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityseries.py"/>
        <source>Phones on the maps</source>
        <translation>Telefone auf den Karten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityseries.py"/>
        <source>Phones not placed</source>
        <translation>Nicht verortete Telefone</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityseries.py"/>
        <source>Most that any map is better, a phone, at the worst time</source>
        <translation>Größtmögliche Verbesserung je Telefon zur schlechtesten Zeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityseries.py"/>
        <source>Times: {}, from {} to {}.</source>
        <translation>Zeiten: {}, von {} bis {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityseries.py"/>
        <source>Times that have not converged: {} ({}). Allow more iterations.</source>
        <translation>Zeiten ohne Konvergenz: {} ({}). Mehr Iterationen erlauben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>Density to zones</source>
        <translation>Dichte auf Zonen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>Sums the phones of a density map over municipalities or any other polygons.</source>
        <translation>Summiert die Telefone einer Dichtekarte über Gemeinden oder beliebige andere Polygone.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>&lt;p&gt;A tile that a border cuts is shared out by area. Zones with more than 0 but fewer than K phones are suppressed: their number is NULL. Phones outside all zones and zones that overlap or leave the map are reported.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Eine Kachel, die eine Grenze schneidet, wird nach Fläche aufgeteilt. Zonen mit mehr als 0, aber weniger als K Telefonen werden unterdrückt: ihre Zahl ist NULL. Telefone außerhalb aller Zonen sowie Zonen, die sich überlappen oder über die Karte hinausreichen, werden gemeldet.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>A raster of phones per tile in a metric CRS.</source>
        <translation>Ein Raster der Telefone je Kachel in einem metrischen KBS.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>Zones</source>
        <translation>Zonen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>Polygons in any CRS; their attributes are kept.</source>
        <translation>Polygone in beliebigem KBS; ihre Attribute bleiben erhalten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>Suppress fewer phones than</source>
        <translation>Unterdrücken bei weniger Telefonen als</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>Zones with more than 0 but fewer phones than this get NULL. 0 suppresses nothing; 10 is a common choice.</source>
        <translation>Zonen mit mehr als 0, aber weniger Telefonen erhalten NULL. 0 unterdrückt nichts; 10 ist üblich.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>Band</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>The band to sum. 0 takes all bands, one feature for each zone and band, with the time the band is named after.</source>
        <translation>Der Kanal, der summiert wird. 0 nimmt alle Kanäle, ein Objekt je Zone und Kanal, mit der Zeit, nach der der Kanal benannt ist.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>Zones with phones</source>
        <translation>Zonen mit Telefonen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>The zones with phones, suppressed, in_grid (share of the zone's area on the map), and band and time where all bands are taken.</source>
        <translation>Die Zonen mit phones, suppressed, in_grid (Anteil der Zonenfläche auf der Karte) sowie band und time, wenn alle Kanäle genommen werden.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>Suppressed zones</source>
        <translation>Unterdrückte Zonen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>Phones in the map</source>
        <translation>Telefone der Karte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>Phones outside all zones</source>
        <translation>Telefone außerhalb aller Zonen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>Fields of the zones that give way to those of the result: {}.</source>
        <translation>Felder der Zonen, die denen des Ergebnisses weichen: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>Zones: {}; maps summed: {}; numbers suppressed: {}.</source>
        <translation>Zonen: {}; summierte Karten: {}; unterdrückte Zahlen: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>Phones: {:.10g} on the map, {:.10g} of them outside all zones.</source>
        <translation>Telefone: {:.10g} auf der Karte, davon {:.10g} außerhalb aller Zonen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>Pairs of zones that overlap: {} (features {}). Phones counted more than once: {:.10g}.</source>
        <translation>Überlappende Zonenpaare: {} (Objekte {}). Mehrfach gezählte Telefone: {:.10g}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>Zones that reach beyond the map, whose numbers are partial (see in_grid): {} (features {}).</source>
        <translation>Zonen, die über die Karte hinausreichen und deren Zahlen unvollständig sind (siehe in_grid): {} (Objekte {}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>How sure is a density</source>
        <translation>Wie sicher ist eine Dichte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Tells how much of each tile of a density is data and how much prior, and how far chance moves it.</source>
        <translation>Sagt, wie viel an jeder Kachel einer Dichte Daten und wie viel Prior ist, und wie weit der Zufall sie bewegt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>&lt;p&gt;&lt;b&gt;Identifiability&lt;/b&gt;: 147 cells give 147 numbers, never 40,000. The map tells which share of each tile the counts tell; the rest is filled in from the prior, or evenly. One phone more in a tile with 0.2 raises the estimate there by 0.2; the other 0.8 go to tiles of the same cells. The shares sum to the number of independent numbers in the counts. Band 2 is the edge of the square that is told as one number: a tile of 100 m with 0.01 is as sure as a map of squares of 1 km. This is the diagonal of the resolution matrix D P' (P D P')&lt;sup&gt;-1&lt;/sup&gt; P (Ricciato and Coluccia 2021, Eq. 33), with the prior, or the estimate, on the diagonal of D.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Spread&lt;/b&gt;: the counts are drawn anew many times, and a map is estimated from each as it was from the counts themselves (the bootstrap). Bands: coefficient of variation, standard deviation, and the ends of the interval that holds 90 percent of the maps.&lt;/p&gt;&lt;p&gt;The two are about different things. Where little is identified the spread may be small, since a prior does not vary: a tile is well known only where the first map is high and the second low. The interval holds what other counts would have given, and the truth only where a tile is all data: in the paper's Munich it holds one inhabited tile in eleven, for the rest is prior. Errors of the emission model are in neither; 'Compare footprints' looks at these.&lt;/p&gt;&lt;p&gt;Give counts of phones as they were seen. Counts that were scaled up to a population look surer than they are.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;Bestimmtheit&lt;/b&gt;: 147 Zellen geben 147 Zahlen, niemals 40.000. Die Karte sagt, welchen Anteil jeder Kachel die Zählungen bestimmen; der Rest ist aus dem Prior ergänzt oder gleichmäßig. Ein Telefon mehr in einer Kachel mit 0,2 hebt die Schätzung dort um 0,2; die anderen 0,8 gehen in Kacheln derselben Zellen. Die Anteile ergeben zusammen die Zahl der unabhängigen Zahlen in den Zählungen. Kanal 2 ist die Kante des Quadrats, das als eine einzige Zahl bekannt ist: eine Kachel von 100 m mit 0,01 ist so sicher wie eine Karte aus Quadraten von 1 km. Dies ist die Diagonale der Auflösungsmatrix D P' (P D P')&lt;sup&gt;-1&lt;/sup&gt; P (Ricciato und Coluccia 2021, Gl. 33), mit dem Prior oder der Schätzung auf der Diagonale von D.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Streuung&lt;/b&gt;: die Zählungen werden viele Male neu gezogen, und aus jeder Ziehung wird eine Karte geschätzt, so wie aus den Zählungen selbst (Bootstrap). Kanäle: Variationskoeffizient, Standardabweichung und die Enden des Intervalls, in dem 90 Prozent der Karten liegen.&lt;/p&gt;&lt;p&gt;Die beiden handeln von Verschiedenem. Wo wenig bestimmt ist, kann die Streuung klein sein, denn ein Prior schwankt nicht: gut bekannt ist eine Kachel nur, wo die erste Karte hoch und die zweite niedrig ist. Das Intervall enthält, was andere Zählungen ergeben hätten, und die Wahrheit nur, wo eine Kachel ganz aus Daten ist: im München der Arbeit enthält es eine von elf bewohnten Kacheln, denn der Rest ist Prior. Fehler des Emissionsmodells sind in keiner von beiden; nach diesen sieht 'Versorgungsgebiete vergleichen'.&lt;/p&gt;&lt;p&gt;Zählungen von Telefonen angeben, wie sie gesehen wurden. Auf eine Bevölkerung hochgerechnete Zählungen erscheinen sicherer, als sie sind.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Replicates</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>How many times the counts are drawn anew. 50 are enough for the standard deviation, the ends of an interval take 200.</source>
        <translation>Wie oft die Zählungen neu gezogen werden. Für die Standardabweichung genügen 50, die Enden eines Intervalls brauchen 200.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Chance of the counts</source>
        <translation>Zufall der Zählungen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>multinomial: as many phones, of which chance tells in which cell each was. poisson: their number is chance too.</source>
        <translation>multinomial: ebenso viele Telefone, bei denen der Zufall sagt, in welcher Zelle jedes war. poisson: auch ihre Zahl ist Zufall.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Another number draws other counts.</source>
        <translation>Eine andere Zahl zieht andere Zählungen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Share of the maps in the interval</source>
        <translation>Anteil der Karten im Intervall</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>The interval of a tile holds this share of the replicates, 0 to 1, with equal parts below and above.</source>
        <translation>Im Intervall einer Kachel liegt dieser Anteil der Wiederholungen, 0 bis 1, mit gleichen Teilen darunter und darüber.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Identifiability at</source>
        <translation>Bestimmtheit bei</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>prior: what the network can tell, whatever was counted. estimate: of this very map, where em moves each tile in proportion to its phones; what is empty there is hardly moved.</source>
        <translation>prior: was das Netz sagen kann, was immer gezählt wurde. estimate: die dieser Karte selbst, bei der em jede Kachel im Verhältnis zu ihren Telefonen bewegt; was dort leer ist, bewegt sich kaum.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Well identified up to</source>
        <translation>Gut bestimmt bis</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Phones in tiles with a resolution (band 2 of the identifiability) of so many metres or finer count as well identified in the figures.</source>
        <translation>Telefone in Kacheln mit einer Auflösung (Kanal 2 der Bestimmtheit) von so vielen Metern oder feiner zählen in den Kennzahlen als gut bestimmt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Least phones of a tile with a coefficient of variation</source>
        <translation>Mindestzahl der Telefone einer Kachel mit Variationskoeffizient</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Tiles with fewer phones have none: what is nearly nothing varies by many times itself.</source>
        <translation>Kacheln mit weniger Telefonen haben keinen: was fast nichts ist, schwankt um ein Vielfaches seiner selbst.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Identifiability</source>
        <translation>Bestimmtheit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Band 1: share of each tile that is data, 0 to 1. Band 2: edge of the square known as one number, in metres.</source>
        <translation>Kanal 1: Anteil jeder Kachel, der Daten ist, 0 bis 1. Kanal 2: Kante des Quadrats, das als eine Zahl bekannt ist, in Metern.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Spread</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Bands: cv (standard deviation over phones), sd (phones), lower and upper (ends of the interval, phones).</source>
        <translation>Kanäle: cv (Standardabweichung durch Telefone), sd (Telefone), lower und upper (Enden des Intervalls, Telefone).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>The density that this is about: phones per tile, as 'Estimate density' writes it.</source>
        <translation>Die Dichte, um die es geht: Telefone je Kachel, wie 'Dichte schätzen' sie schreibt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Phones counted</source>
        <translation>Gezählte Telefone</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Phones on the map</source>
        <translation>Telefone auf der Karte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Tiles with phones</source>
        <translation>Kacheln mit Telefonen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Independent numbers in the counts</source>
        <translation>Unabhängige Zahlen in den Zählungen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Share of the phones in well identified tiles</source>
        <translation>Anteil der Telefone in gut bestimmten Kacheln</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Resolution that half of the phones have (m)</source>
        <translation>Auflösung, die die Hälfte der Telefone hat (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Mean coefficient of variation, by phones</source>
        <translation>Mittlerer Variationskoeffizient, nach Telefonen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Mean distance of the replicates from the map (m)</source>
        <translation>Mittlerer Abstand der Wiederholungen von der Karte (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>The counts are {:.0f} independent numbers for {:,} tiles; half of the phones are told in squares of {:,.0f} m or finer, {:.1%} in squares of {:,.0f} m or finer.</source>
        <translation>Die Zählungen sind {:.0f} unabhängige Zahlen für {:,} Kacheln; die Hälfte der Telefone ist in Quadraten von {:,.0f} m oder feiner bestimmt, {:.1%} in Quadraten von {:,.0f} m oder feiner.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>Replicates: {}; mean coefficient of variation {:.1%}; they are {:,.0f} m from the map in the mean.</source>
        <translation>Wiederholungen: {}; mittlerer Variationskoeffizient {:.1%}; sie liegen im Mittel {:,.0f} m von der Karte entfernt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densityuncertainty.py"/>
        <source>phones</source>
        <translation>Telefone</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/estimatedensity.py"/>
        <source>Estimate density</source>
        <translation>Dichte schätzen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/estimatedensity.py"/>
        <source>Turns phones counted per cell into a map of phones per tile.</source>
        <translation>Macht aus den je Zelle gezählten Telefonen eine Karte der Telefone je Kachel.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/estimatedensity.py"/>
        <source>&lt;p&gt;Methods, after Ricciato and Coluccia 2021: &lt;b&gt;em&lt;/b&gt; towards maximum likelihood by steps of expectation maximisation (Eq. 11), the most exact when the model is right; &lt;b&gt;ml&lt;/b&gt; maximum likelihood, solved to the end; &lt;b&gt;df&lt;/b&gt; data first (Eq. 31 and 32), nearly as good in closed form; &lt;b&gt;sb&lt;/b&gt; simple Bayes (Eq. 16), quick and smooth; &lt;b&gt;map&lt;/b&gt; and &lt;b&gt;mapapprox&lt;/b&gt; maximum a posteriori, exact (Eq. 23) and approximate (Eq. 24), which stay close to the prior. With an emission model of Voronoi areas every method but the MAPs gives the area-proportional estimate; take sb.&lt;/p&gt;&lt;p&gt;Many maps explain the counts equally well. Of those with the greatest likelihood, ml gives the one nearest the prior: the sum of the prior's shares times the logarithm of the phones is greatest. A few hundred steps of em give a map that is close in likelihood and, in the paper's scenario, nearer the truth; take ml where a certified maximum is asked for. em, ml, map and mapapprox tell how far from the best they may be at most: OPTIMALITY.&lt;/p&gt;&lt;p&gt;Phones in equals phones on the map plus phones that could not be placed, which are reported with the reason.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Verfahren, nach Ricciato und Coluccia 2021: &lt;b&gt;em&lt;/b&gt; nähert sich der Maximum Likelihood in Schritten der Erwartungsmaximierung (Gl. 11), am genauesten, wenn das Modell stimmt; &lt;b&gt;ml&lt;/b&gt; Maximum Likelihood, bis zum Ende gelöst; &lt;b&gt;df&lt;/b&gt; Data First (Gl. 31 und 32), fast so gut in geschlossener Form; &lt;b&gt;sb&lt;/b&gt; einfacher Bayes (Gl. 16), schnell und glatt; &lt;b&gt;map&lt;/b&gt; und &lt;b&gt;mapapprox&lt;/b&gt; Maximum a posteriori, exakt (Gl. 23) und genähert (Gl. 24), die nahe am Prior bleiben. Mit einem Emissionsmodell aus Voronoi-Flächen ergibt jedes Verfahren außer den MAP-Verfahren die flächenproportionale Schätzung; dann sb nehmen.&lt;/p&gt;&lt;p&gt;Viele Karten erklären die Zählungen gleich gut. Von denen mit der größten Likelihood ergibt ml die dem Prior nächste: die Summe der Anteile des Priors mal dem Logarithmus der Telefone ist am größten. Einige hundert Schritte von em ergeben eine Karte, die in der Likelihood nahe liegt und im Szenario der Arbeit näher an der Wahrheit; ml ist zu nehmen, wenn ein nachgewiesenes Maximum verlangt ist. em, ml, map und mapapprox sagen, wie weit sie höchstens vom Besten entfernt sind: OPTIMALITY.&lt;/p&gt;&lt;p&gt;Die eingegebenen Telefone sind die Telefone auf der Karte plus die, die nicht verortet werden konnten; diese werden mit dem Grund gemeldet.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/estimatedensity.py"/>
        <source>Phones per tile; no data where no cell is received.</source>
        <translation>Telefone je Kachel; kein Wert, wo keine Zelle empfangen wird.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/estimatedensity.py"/>
        <source>Residuals</source>
        <translation>Residuen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/estimatedensity.py"/>
        <source>For each cell: the count, what the map makes expect, their difference, and phones that could not be placed, with the reason.</source>
        <translation>Für jede Zelle: die Zählung, der nach der Karte erwartete Wert, ihre Differenz und die Telefone, die nicht verortet werden konnten, mit dem Grund.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/estimatedensity.py"/>
        <source>Log-likelihood</source>
        <translation>Log-Likelihood (Wert)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/estimatedensity.py"/>
        <source>Sum of absolute residuals over phones</source>
        <translation>Summe der absoluten Residuen durch Telefone</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/estimatedensity.py"/>
        <source>Iterations done</source>
        <translation>Ausgeführte Iterationen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/estimatedensity.py"/>
        <source>Most that any map is better, a phone (em, ml: log-likelihood; MAPs: log-posterior)</source>
        <translation>Größtmögliche Verbesserung je Telefon (em, ml: Log-Likelihood; MAP-Verfahren: Log-Posterior)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density_report.py"/>
        <source>{:,.0f} m</source>
        <translation>{:,.0f} m</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density_report.py"/>
        <source>Both maps</source>
        <translation>Beide Karten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density_report.py"/>
        <source>{}, phones per square of {}; the darkest is {:,.3g} and more, white is none.</source>
        <translation>{}, Telefone je Quadrat von {}; das dunkelste hat {:,.3g} und mehr, Weiß ist keines.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density_report.py"/>
        <source>Estimated</source>
        <translation>Geschätzt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density_report.py"/>
        <source>True</source>
        <translation>Wahr</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density_report.py"/>
        <source>Colours follow the square root; the estimate has the mass of the truth.</source>
        <translation>Die Farben folgen der Quadratwurzel; die Schätzung hat die Masse der Wahrheit.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density_report.py"/>
        <source>mass to move</source>
        <translation>zu bewegende Masse</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density_report.py"/>
        <source>Arrows: {:,} of {:,} flows between squares of {:,.0f} m, {:.0%} of what goes between them.</source>
        <translation>Pfeile: {:,} von {:,} Flüssen zwischen Quadraten von {:,.0f} m, {:.0%} dessen, was zwischen ihnen fließt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density_report.py"/>
        <source>Where the mass has to go</source>
        <translation>Wohin die Masse muss</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density_report.py"/>
        <source>Red: the estimate has too many, blue: too few; the darkest is {:,.3g} phones per square of {} and more.</source>
        <translation>Rot: die Schätzung hat zu viele, blau: zu wenige; das dunkelste sind {:,.3g} Telefone je Quadrat von {} und mehr.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density_report.py"/>
        <source>From how near the maps agree</source>
        <translation>Ab welcher Nähe die Karten übereinstimmen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density_report.py"/>
        <source>edge of the square</source>
        <translation>Kante des Quadrats</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density_report.py"/>
        <source>Share of the phones that are in the wrong square, when tiles are joined to larger and larger squares.</source>
        <translation>Anteil der Telefone im falschen Quadrat, wenn Kacheln zu immer größeren Quadraten vereint werden.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/endpoint_maps.py"/>
        <source>Land use</source>
        <translation>Landnutzung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/endpoint_maps.py"/>
        <source>Classes such as those of CORINE land cover, in any CRS. Empty: all land is alike.</source>
        <translation>Klassen wie die der CORINE-Landbedeckung, in beliebigem KBS. Leer: alles Land ist gleich.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/endpoint_maps.py"/>
        <source>Population</source>
        <translation>Bevölkerung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/endpoint_maps.py"/>
        <source>People per pixel, in any CRS and resolution. Empty: everywhere alike.</source>
        <translation>Einwohner je Pixel, in beliebigem KBS und beliebiger Auflösung. Leer: überall gleich.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/endpoint_maps.py"/>
        <source>Weights of land-use classes</source>
        <translation>Gewichte der Landnutzungsklassen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/endpoint_maps.py"/>
        <source>How likely journeys start or end on each class, such as 1-2=10, 12-22=0.5; others weigh 0. Empty: a table for CORINE (codes 111 to 523, or 1 to 44), in which artificial surfaces weigh most and water nothing.</source>
        <translation>Wie wahrscheinlich Fahrten auf jeder Klasse beginnen oder enden, etwa 1-2=10, 12-22=0.5; andere wiegen 0. Leer: eine Tabelle für CORINE (Codes 111 bis 523 oder 1 bis 44), in der bebaute Flächen am meisten und Wasser nichts wiegt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/endpoint_maps.py"/>
        <source>Pixel</source>
        <translation>Pixelgröße</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/endpoint_maps.py"/>
        <source>Edge of the pixels that start and end are drawn from, in metres.</source>
        <translation>Kantenlänge der Pixel, aus denen Start und Ziel gezogen werden, in Metern.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimates.py"/>
        <source>The events have no journey_id: cleaning found {} journeys.</source>
        <translation>Die Ereignisse haben keine journey_id: die Bereinigung fand {} Fahrten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimates.py"/>
        <source>no event belongs to a journey</source>
        <translation>kein Ereignis gehört zu einer Fahrt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimates.py"/>
        <source>Check the journey field.</source>
        <translation>Das Feld der Fahrt prüfen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimates.py"/>
        <source>Journeys without a route: {}, {} ({}).</source>
        <translation>Fahrten ohne Route: {}, {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimates.py"/>
        <source>Events that only lead back, dropped: {}.</source>
        <translation>Verworfene Ereignisse, die nur zurückführen: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimates.py"/>
        <source>Journeys that took over {:g} times as long as their route does at the limits, or less than {:.0%} of it: {} of {}. The phone may have stood still, or gone another way.</source>
        <translation>Fahrten, die über {:g}-mal so lange dauerten wie ihre Route bei erlaubter Geschwindigkeit oder weniger als {:.0%} davon: {} von {}. Das Telefon kann gestanden haben oder anders gefahren sein.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimates.py"/>
        <source>Starts and ends lay up to {:.0f} m from their road, {:.0f} m in the median.</source>
        <translation>Start und Ziel lagen bis zu {:.0f} m von ihrer Straße, im Median {:.0f} m.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimates.py"/>
        <source>Events placed: {}.</source>
        <translation>Verortete Ereignisse: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimates.py"/>
        <source>Routes: {} of {} journeys; events placed: {}; median duration ratio {:.2f}.</source>
        <translation>Routen: {} von {} Fahrten; verortete Ereignisse: {}; Median des Dauerverhältnisses {:.2f}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>log-likelihood</source>
        <translation>eine Log-Likelihood</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>log-posterior</source>
        <translation>eine Log-Posterior-Dichte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>cell is not in the model</source>
        <translation>Zelle ist nicht im Modell</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>The estimator: sb, em, mapapprox, map, df or ml (maximum likelihood, solved to the end); see above.</source>
        <translation>Der Schätzer: sb, em, mapapprox, map, df oder ml (Maximum Likelihood, bis zum Ende gelöst); siehe oben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Most iterations</source>
        <translation>Höchstzahl der Iterationen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Steps of em; about 100 are enough as a rule, fewer give a smoother map. Also the most steps of ml, map and mapapprox, which take 5 to 30; sb and df take none.</source>
        <translation>Schritte von em; etwa 100 genügen in der Regel, weniger ergeben eine glattere Karte. Auch die Höchstzahl der Schritte von ml, map und mapapprox, die 5 bis 30 brauchen; sb und df brauchen keine.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Stop where no map can be better by more than this, in log-likelihood a phone for em and ml, in log-posterior a phone for map and mapapprox, whose optimality conditions then hold to it too. 0 does all steps of em and takes 1e-8 for the others; sb and df have none.</source>
        <translation>Anhalten, wenn keine Karte um mehr als diesen Wert besser sein kann: in der Log-Likelihood je Telefon bei em und ml, im Log-Posterior je Telefon bei map und mapapprox, deren Optimalitätsbedingungen dann ebenso genau gelten. 0 führt alle Schritte von em aus und nimmt 1e-8 für die anderen; sb und df haben keine.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Prior</source>
        <translation>Prior</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>What is known of where people are: population, built-up area or land-use classes, in any CRS and resolution. Only its proportions count. Tiles where it is 0 get no phone. Empty: all tiles alike.</source>
        <translation>Was darüber bekannt ist, wo Menschen sind: Bevölkerung, bebaute Fläche oder Landnutzungsklassen, in beliebigem KBS und beliebiger Auflösung. Nur die Verhältnisse zählen. Kacheln mit dem Wert 0 erhalten kein Telefon. Leer: alle Kacheln gleich.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>The band that holds it.</source>
        <translation>Der Kanal, der ihn enthält.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Band of the prior</source>
        <translation>Kanal des Priors</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Weights of the prior's classes</source>
        <translation>Gewichte der Klassen des Priors</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>For a prior of land-use classes: class=weight, comma separated, such as 1-2=10, 3=4, 12-22=1. Classes not named weigh 0. Empty: the raster holds amounts.</source>
        <translation>Für einen Prior aus Landnutzungsklassen: Klasse=Gewicht, durch Kommas getrennt, etwa 1-2=10, 3=4, 12-22=1. Nicht genannte Klassen wiegen 0. Leer: das Raster enthält Mengen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Even share of the prior</source>
        <translation>Gleichverteilter Anteil des Priors</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Share of the prior, 0 to 1, that is spread evenly over all tiles, so that none is ruled out.</source>
        <translation>Anteil des Priors, 0 bis 1, der gleichmäßig über alle Kacheln verteilt wird, damit keine ausgeschlossen ist.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Time to take</source>
        <translation>Zu verwendende Zeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Where the counts hold many times: the one to estimate, as ISO text such as 2024-05-01T12:00:00 (UTC). 'Density series' estimates them all.</source>
        <translation>Wenn die Zählungen viele Zeiten enthalten: die zu schätzende, als ISO-Text wie 2024-05-01T12:00:00 (UTC). 'Dichtereihe' schätzt sie alle.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Rows that repeat a cell at the same time, whose counts were added: {}.</source>
        <translation>Zeilen, die eine Zelle zur selben Zeit wiederholen und deren Zählungen addiert wurden: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Counts</source>
        <translation>Zählungen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Tiles where the prior has no value, which get no phone: {}.</source>
        <translation>Kacheln, in denen der Prior keinen Wert hat und die kein Telefon erhalten: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>, {} steps</source>
        <translation>, {} Schritte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Method {}{}; {} unknowns for {} tiles; log-likelihood {:.10g}, residual {:.3%} of the phones.</source>
        <translation>Verfahren {}{}; {} Unbekannte für {} Kacheln; Log-Likelihood {:.10g}, Residuum {:.3%} der Telefone.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Not converged: the tolerance is not met. Allow more iterations.</source>
        <translation>Nicht konvergiert: die Toleranz ist nicht erreicht. Mehr Iterationen erlauben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Tiles covered by no cell, a coverage hole left without data: {}.</source>
        <translation>Von keiner Zelle versorgte Kacheln, eine Versorgungslücke ohne Werte: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Covered tiles with a prior of 0, which get no phone: {}.</source>
        <translation>Versorgte Kacheln mit Prior 0, die kein Telefon erhalten: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Certificate: no map has a {} that is higher by more than {:.2g} a phone.</source>
        <translation>Nachweis: Keine Karte hat {}, die um mehr als {:.2g} je Telefon höher ist.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Phones not placed: {:.10g} of {} cells, {} ({}).</source>
        <translation>Nicht verortete Telefone: {:.10g} aus {} Zellen, {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Phones: {:.10g} counted = {:.10g} on the map + {:.10g} not placed.</source>
        <translation>Telefone: {:.10g} gezählt = {:.10g} auf der Karte + {:.10g} nicht verortet.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Phones not placed: {:.10g} of {} cells, {}.</source>
        <translation>Nicht verortete Telefone: {:.10g} aus {} Zellen, {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Hausdorff</source>
        <translation>Hausdorff-Distanz</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Fréchet</source>
        <translation>Fréchet-Distanz</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Discrete Hausdorff</source>
        <translation>Diskrete Hausdorff-Distanz</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Discrete Fréchet</source>
        <translation>Diskrete Fréchet-Distanz</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Length of the estimate by that of the truth, mean</source>
        <translation>Länge der Schätzung durch Länge der Wahrheit, Mittel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Correctness, mean</source>
        <translation>Korrektheit, Mittel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Completeness, mean</source>
        <translation>Vollständigkeit, Mittel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Compare routes</source>
        <translation>Routen vergleichen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Tells how far estimated routes are from the true ones: Hausdorff and Fréchet distance in metres.</source>
        <translation>Sagt, wie weit geschätzte Routen von den wahren entfernt sind: Hausdorff- und Fréchet-Distanz in Metern.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>&lt;p&gt;&lt;b&gt;Hausdorff&lt;/b&gt;: the farthest that a point of either line lies from the other. &lt;b&gt;Fréchet&lt;/b&gt;: the shortest leash for two walkers who follow the lines from end to end and never turn back; it is never less. Both are exact distances of the curves; the discrete ones, of their vertices alone, are those that most programs and papers print.&lt;/p&gt;&lt;p&gt;Lines are paired by the key fields. Where none are picked and both layers have device_id, start and end, those lines of a device belong together that share the longest time, whatever the numbers of their journeys; else device_id and journey_id count, as far as both have them; without these each layer must have one line. Of a line of several parts that do not meet, the gaps are bridged straight. The result has the estimated lines with the figures of their pairs, in the metric CRS in which they were measured, so that the map shows where an estimate is poor.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;Hausdorff&lt;/b&gt;: der größte Abstand eines Punktes einer der Linien von der anderen. &lt;b&gt;Fréchet&lt;/b&gt;: die kürzeste Leine für zwei Spaziergänger, die den Linien vom Anfang bis zum Ende folgen und nie umkehren; sie ist nie kleiner. Beides sind exakte Abstände der Kurven; die diskreten, allein aus den Stützpunkten, sind die, die die meisten Programme und Arbeiten angeben.&lt;/p&gt;&lt;p&gt;Linien werden nach den Schlüsselfeldern gepaart. Wenn keine gewählt sind und beide Layer device_id, start und end haben, gehören die Linien eines Geräts zusammen, die die längste Zeit gemeinsam haben, gleich welche Nummern ihre Fahrten tragen; sonst zählen device_id und journey_id, soweit beide sie haben; ohne diese muss jeder Layer genau eine Linie haben. In einer Linie aus mehreren Teilen, die sich nicht treffen, werden die Lücken gerade überbrückt. Das Ergebnis enthält die geschätzten Linien mit den Kennzahlen ihrer Paare, in dem metrischen KBS, in dem gemessen wurde, so dass die Karte zeigt, wo eine Schätzung schlecht ist.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Lines, one for each journey.</source>
        <translation>Linien, eine je Fahrt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>The lines to compare with.</source>
        <translation>Die Linien, mit denen verglichen wird.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>device_id and the time from start to end, else device_id, journey_id</source>
        <translation>device_id und die Zeit von start bis end, sonst device_id, journey_id</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Direction of the lines</source>
        <translation>Richtung der Linien</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>drawn: from the first vertex to the last. either: lines have no direction, the lesser Fréchet distance counts.</source>
        <translation>drawn: vom ersten Stützpunkt zum letzten. either: Linien haben keine Richtung, die kleinere Fréchet-Distanz zählt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Stretch of the truth</source>
        <translation>Abschnitt der Wahrheit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>whole: all of the true line. time: what was travelled between the first and the last time of the estimate; both layers need times as M.</source>
        <translation>whole: die ganze wahre Linie. time: was zwischen der ersten und der letzten Zeit der Schätzung gefahren wurde; beide Layer brauchen Zeiten als M.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Near (m)</source>
        <translation>Nahe (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Metres within which a line is covered by the other, for correctness and completeness.</source>
        <translation>Meter, innerhalb derer eine Linie von der anderen abgedeckt ist, für Korrektheit und Vollständigkeit.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Compared routes</source>
        <translation>Verglichene Routen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>The estimated lines with the four distances, how far each line strays from the other, both lengths and their ratio, correctness (share of the estimate near the truth), completeness (share of the truth near the estimate) and whether the lines are opposed.</source>
        <translation>Die geschätzten Linien mit den vier Distanzen, wie weit jede Linie von der anderen abweicht, beiden Längen und ihrem Verhältnis, Korrektheit (Anteil der Schätzung nahe der Wahrheit), Vollständigkeit (Anteil der Wahrheit nahe der Schätzung) und ob die Linien entgegengesetzt laufen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Pairs compared</source>
        <translation>Verglichene Paare</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Lines of either layer not compared</source>
        <translation>Nicht verglichene Linien beider Layer</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>mean of the pairs (m)</source>
        <translation>Mittel der Paare (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>median of the pairs (m)</source>
        <translation>Median der Paare (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>{} pairs run in opposite directions ({}). If the direction means nothing, set it to either.</source>
        <translation>{} Paare laufen in entgegengesetzter Richtung ({}). Wenn die Richtung nichts bedeutet, either wählen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Comparison of routes</source>
        <translation>Vergleich von Routen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Truth</source>
        <translation>Wahrheit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Lines not compared</source>
        <translation>Nicht verglichene Linien</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>mean</source>
        <translation>im Mittel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>median</source>
        <translation>im Median</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Pairs compared: {}; lines not compared: {}. Means: Fréchet {:.1f} m, Hausdorff {:.1f} m, length ratio {:.3f}.</source>
        <translation>Verglichene Paare: {}; nicht verglichene Linien: {}. Mittel: Fréchet {:.1f} m, Hausdorff {:.1f} m, Längenverhältnis {:.3f}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Pairs whose times do not overlap or are not known, compared as a whole: {} ({}).</source>
        <translation>Paare, deren Zeiten sich nicht überschneiden oder nicht bekannt sind, im Ganzen verglichen: {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>{} pairs have a line of several parts; the gaps between them are bridged straight.</source>
        <translation>{} Paare haben eine Linie aus mehreren Teilen; die Lücken dazwischen werden gerade überbrückt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>first-order method</source>
        <translation>Verfahren erster Ordnung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>network simplex</source>
        <translation>Netzwerk-Simplex</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>linear program</source>
        <translation>lineares Programm</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Compare densities</source>
        <translation>Dichten vergleichen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Tells how far apart two density maps are: the mean distance their phones would have to travel.</source>
        <translation>Sagt, wie weit zwei Dichtekarten auseinanderliegen: die mittlere Strecke, die ihre Telefone zurücklegen müssten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>&lt;p&gt;The Kantorovich-Wasserstein distance is the least mean distance a phone has to move to turn one map into the other (Ricciato and Coluccia 2021, Eq. 34), here in metres and in tiles. Both maps are first brought to the same mass; the log tells the two. Tiles where either map has no data take no part; the log tells how much of each map that leaves out.&lt;/p&gt;&lt;p&gt;L1, L2, L3 and L5 let mass move along a lattice of 8, 16, 32 and 80 directions, which over-estimates the distance by at most 7.61, 2.68, 1.29 and 0.49 percent. exact is free of that, for maps of a few thousand tiles. fast is L3 within one percent.&lt;/p&gt;&lt;p&gt;Every answer carries an interval that certainly holds it: a potential that no step violates proves its lower end, a balanced flow its upper one. Small maps are solved to the end, and with the optional Python library pylmcf large ones too, up to 400,000 tiles; without it the work ends at the width of the interval that is asked for.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Die Kantorovich-Wasserstein-Distanz ist die kleinste mittlere Strecke, die ein Telefon zurücklegen muss, um eine Karte in die andere zu überführen (Ricciato und Coluccia 2021, Gl. 34), hier in Metern und in Kacheln. Beide Karten werden zuerst auf dieselbe Masse gebracht; das Protokoll nennt beide Massen. Kacheln, in denen eine der Karten keinen Wert hat, nehmen nicht teil; das Protokoll sagt, wie viel jeder Karte dadurch wegfällt.&lt;/p&gt;&lt;p&gt;L1, L2, L3 und L5 bewegen Masse auf einem Gitter mit 8, 16, 32 und 80 Richtungen, was die Distanz um höchstens 7,61, 2,68, 1,29 und 0,49 Prozent überschätzt. exact ist frei davon, für Karten mit einigen tausend Kacheln. fast ist L3 auf ein Prozent genau.&lt;/p&gt;&lt;p&gt;Jedes Ergebnis hat ein Intervall, das die Distanz sicher enthält: ein Potential, das kein Schritt verletzt, beweist sein unteres Ende, ein ausgeglichener Fluss sein oberes. Kleine Karten werden bis zum Ende gelöst, mit der optionalen Python-Bibliothek pylmcf auch große bis 400.000 Kacheln; ohne sie endet die Arbeit bei der gewünschten Breite des Intervalls.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Estimated density</source>
        <translation>Geschätzte Dichte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>True density</source>
        <translation>Wahre Dichte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>The map to compare with, on the same tiles.</source>
        <translation>Die Karte, mit der verglichen wird, auf denselben Kacheln.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Band of the estimated density</source>
        <translation>Kanal der geschätzten Dichte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Band of the true density</source>
        <translation>Kanal der wahren Dichte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>The band to compare.</source>
        <translation>Der Kanal, der verglichen wird.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>The directions in which mass may move: L1, L2, L3 (as in the paper), L5, exact, or fast (L3 within 1 percent).</source>
        <translation>Die Richtungen, in denen Masse sich bewegen darf: L1, L2, L3 (wie in der Arbeit), L5, exact oder fast (L3 auf 1 Prozent genau).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Width of the interval (share)</source>
        <translation>Breite des Intervalls (Anteil)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Large maps that are not solved to the end: stop when the interval is narrower than this share of the distance.</source>
        <translation>Große Karten, die nicht bis zum Ende gelöst werden: anhalten, wenn das Intervall schmaler als dieser Anteil der Distanz ist.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Longest time (s)</source>
        <translation>Längste Rechenzeit (s)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Large maps: stop then with the interval reached.</source>
        <translation>Große Karten: dann mit dem erreichten Intervall anhalten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>No data counts as 0</source>
        <translation>Kein Wert zählt als 0</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>For maps that write no data where there is nobody. Otherwise tiles without data in either map take no part.</source>
        <translation>Für Karten, die dort keinen Wert haben, wo niemand ist. Sonst nehmen Kacheln ohne Wert in einer der Karten nicht teil.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Tiles a flow block</source>
        <translation>Kacheln je Flussblock</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Flow is drawn between square blocks of so many tiles a side; 1 draws it tile by tile.</source>
        <translation>Der Fluss wird zwischen quadratischen Blöcken mit so vielen Kacheln je Seite gezeichnet; 1 zeichnet ihn Kachel für Kachel.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Least flow drawn (share of the mass)</source>
        <translation>Kleinster gezeichneter Fluss (Anteil der Masse)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Flows of less than this share are left out of the flow lines.</source>
        <translation>Flüsse unter diesem Anteil fehlen in den Flusslinien.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Flow</source>
        <translation>Fluss</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Lines from block to block: where mass of the estimate had to go to meet the truth.</source>
        <translation>Linien von Block zu Block: wohin die Masse der Schätzung müsste, um die Wahrheit zu treffen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Distance (tiles)</source>
        <translation>Distanz (Kacheln)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Distance (m)</source>
        <translation>Distanz (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>At least (tiles)</source>
        <translation>Mindestens (Kacheln)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>At most (tiles)</source>
        <translation>Höchstens (Kacheln)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Along straight lines at least (tiles)</source>
        <translation>Auf geraden Linien mindestens (Kacheln)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Along straight lines at most (tiles)</source>
        <translation>Auf geraden Linien höchstens (Kacheln)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Mass on tiles left out (share, of the map that loses more)</source>
        <translation>Masse auf weggelassenen Kacheln (Anteil, der Karte mit dem größeren Verlust)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Run time (s)</source>
        <translation>Rechenzeit (s)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>How it was solved</source>
        <translation>Art der Lösung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>{} ({:.10g}; {:.2%} left out)</source>
        <translation>{} ({:.10g}; {:.2%} ausgelassen)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Comparison of densities</source>
        <translation>Vergleich von Dichten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Distance</source>
        <translation>Distanz</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>{:.4f} tiles = {:.1f} m</source>
        <translation>{:.4f} Kacheln = {:.1f} m</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Certain interval</source>
        <translation>Sicheres Intervall</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>{:.9g} to {:.9g} tiles</source>
        <translation>{:.9g} bis {:.9g} Kacheln</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Its lower end</source>
        <translation>Sein unteres Ende</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>proved by a potential that no step violates</source>
        <translation>bewiesen durch ein Potential, das kein Schritt verletzt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Its upper end</source>
        <translation>Sein oberes Ende</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>the cost of a balanced flow</source>
        <translation>die Kosten eines ausgeglichenen Flusses</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Distance along straight lines</source>
        <translation>Distanz auf geraden Linien</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>{:.4f} to {:.4f} tiles</source>
        <translation>{:.4f} bis {:.4f} Kacheln</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Solver</source>
        <translation>Löser</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>{}, {} iterations, {:.1f} s</source>
        <translation>{}, {} Iterationen, {:.1f} s</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Mass compared: {:.10g} estimated, {:.10g} true; each is scaled to 1.</source>
        <translation>Verglichene Masse: {:.10g} geschätzt, {:.10g} wahr; beide werden auf 1 skaliert.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>The masses differ by {:.1%}: the distance does not tell that.</source>
        <translation>Die Massen unterscheiden sich um {:.1%}: die Distanz sagt darüber nichts.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Left out, for the other map has no data there: {:.2%} of the estimated mass and {:.2%} of the true one.</source>
        <translation>Weggelassen, da die andere Karte dort keinen Wert hat: {:.2%} der geschätzten Masse und {:.2%} der wahren.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Distance {:.4f} tiles = {:.1f} m, certainly between {:.9g} and {:.9g} tiles ({}, {:.1f} s): a potential that no step violates proves the lower end, a balanced flow the upper one. Along straight lines between {:.4f} and {:.4f}.</source>
        <translation>Distanz {:.4f} Kacheln = {:.1f} m, sicher zwischen {:.9g} und {:.9g} Kacheln ({}, {:.1f} s): ein Potential, das kein Schritt verletzt, beweist das untere Ende, ein ausgeglichener Fluss das obere. Auf geraden Linien zwischen {:.4f} und {:.4f}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>The interval is wider than asked for; allow more time for a narrower one.</source>
        <translation>Das Intervall ist breiter als gewünscht; mehr Zeit erlauben, um es zu verengen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>The optional Python library pylmcf would solve maps of up to 400,000 tiles to the end.</source>
        <translation>Die optionale Python-Bibliothek pylmcf würde Karten bis 400.000 Kacheln bis zum Ende lösen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>Flow lines drawn: {}; thinner ones left out: {} ({:.2%} of the flow).</source>
        <translation>Gezeichnete Flusslinien: {}; weggelassene dünnere: {} ({:.2%} des Flusses).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>{} on {}</source>
        <translation>{} auf {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>straight lines</source>
        <translation>geraden Linien</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparedensities.py"/>
        <source>the lattice {}</source>
        <translation>dem Gitter {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Least</source>
        <translation>Kleinste</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>First quartile</source>
        <translation>Erstes Quartil</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Median</source>
        <translation>Median der Abweichungen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Third quartile</source>
        <translation>Drittes Quartil</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Greatest</source>
        <translation>Größte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Mean absolute error</source>
        <translation>Mittlerer absoluter Fehler</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Root mean square error</source>
        <translation>Wurzel des mittleren quadratischen Fehlers</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Compare positions</source>
        <translation>Positionen vergleichen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Tells how far estimated positions of events are from the true ones, event by event and in sum.</source>
        <translation>Sagt, wie weit geschätzte Positionen von Ereignissen von den wahren entfernt sind, je Ereignis und insgesamt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>&lt;p&gt;An estimated and a true position belong together when they agree in the key fields: the device, the time (to the millisecond) and the kind of event where both layers have it. The number of an event in its journey is no good key, as cleaning changes it.&lt;/p&gt;&lt;p&gt;The result has a line from each estimated position to the true one, coloured by its length, in a metric CRS.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Eine geschätzte und eine wahre Position gehören zusammen, wenn sie in den Schlüsselfeldern übereinstimmen: dem Gerät, der Zeit (auf die Millisekunde) und der Art des Ereignisses, wo beide Layer sie haben. Die Nummer eines Ereignisses in seiner Fahrt ist kein guter Schlüssel, da die Bereinigung sie ändert.&lt;/p&gt;&lt;p&gt;Das Ergebnis hat eine Linie von jeder geschätzten Position zur wahren, nach ihrer Länge gefärbt, in einem metrischen KBS.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Points, one an event, such as the positions that 'Estimate trajectories' writes.</source>
        <translation>Punkte, einer je Ereignis, etwa die Positionen, die 'Trajektorien schätzen' schreibt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>The points to compare with.</source>
        <translation>Die Punkte, mit denen verglichen wird.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Events that count</source>
        <translation>Ereignisse, die zählen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>all, handovers alone, or location area updates alone.</source>
        <translation>all für alle, sonst nur Handover (handover) oder nur Location-Area-Updates (lau).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Event field</source>
        <translation>Feld des Ereignisses</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>The field of the estimated layer with the kind of event. Empty: found by its name.</source>
        <translation>Das Feld des geschätzten Layers mit der Art des Ereignisses. Leer: am Namen erkannt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Deviations</source>
        <translation>Abweichungen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>A line for each event from the estimated position to the true one: the keys, journey_id, cell_id, event where the estimate has them, and deviation_m.</source>
        <translation>Eine Linie je Ereignis von der geschätzten Position zur wahren: die Schlüssel, journey_id, cell_id und event, wenn die Schätzung sie hat, und deviation_m.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Events compared</source>
        <translation>Verglichene Ereignisse</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Positions of either layer not compared</source>
        <translation>Nicht verglichene Positionen beider Layer</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Comparison of positions</source>
        <translation>Vergleich von Positionen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Positions not compared</source>
        <translation>Nicht verglichene Positionen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Events compared: {}; positions not compared: {}. Deviation: median {:.1f} m, MAE {:.1f} m, RMSE {:.1f} m.</source>
        <translation>Verglichene Ereignisse: {}; nicht verglichene Positionen: {}. Abweichung: Median {:.1f} m, MAE {:.1f} m, RMSE {:.1f} m.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>MAE before the correction (km/h)</source>
        <translation>MAE vor der Korrektur (km/h)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>RMSE before the correction (km/h)</source>
        <translation>RMSE vor der Korrektur (km/h)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>MAE after it (km/h)</source>
        <translation>MAE danach (km/h)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>RMSE after it (km/h)</source>
        <translation>RMSE danach (km/h)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>Cut of the MAE (percent)</source>
        <translation>Minderung des MAE (Prozent)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>Cut of the RMSE (percent)</source>
        <translation>Minderung des RMSE (Prozent)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>Compare speeds</source>
        <translation>Geschwindigkeiten vergleichen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>Tells how far estimated speeds are from the true ones, before and after their correction.</source>
        <translation>Sagt, wie weit geschätzte Geschwindigkeiten von den wahren entfernt sind, vor und nach ihrer Korrektur.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>&lt;p&gt;Each row of the estimate is a segment between two events: from &lt;b&gt;start&lt;/b&gt; to &lt;b&gt;end&lt;/b&gt;, or, with one &lt;b&gt;time&lt;/b&gt;, from the event before of the same device and journey. One that lasts less than a second is not compared: its speed is little but the error of the two places.&lt;/p&gt;&lt;p&gt;The truth is one of two. &lt;b&gt;segments&lt;/b&gt;: rows with the true speed, paired by device and times or by the key fields. &lt;b&gt;track&lt;/b&gt;: where the phone was all along, as points with device_id and time, or as lines whose M is the time in seconds since 1970; the true mean speed is then the distance along the track between the two times, over the time. A track of points is not believed across gaps, nor one of lines from one line to the next.&lt;/p&gt;&lt;p&gt;Cleaning changes which events there are: to rate segments between cleaned events take a track, such as the true routes of a scenario.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Jede Zeile der Schätzung ist ein Abschnitt zwischen zwei Ereignissen: von &lt;b&gt;start&lt;/b&gt; bis &lt;b&gt;end&lt;/b&gt; oder, bei einer einzigen Zeit &lt;b&gt;time&lt;/b&gt;, vom vorigen Ereignis desselben Geräts und derselben Fahrt an. Einer, der weniger als eine Sekunde dauert, wird nicht verglichen: seine Geschwindigkeit ist kaum mehr als der Fehler der beiden Orte.&lt;/p&gt;&lt;p&gt;Die Wahrheit ist eines von zweien. &lt;b&gt;segments&lt;/b&gt;: Zeilen mit der wahren Geschwindigkeit, gepaart nach Gerät und Zeiten oder nach den Schlüsselfeldern. &lt;b&gt;track&lt;/b&gt;: wo das Telefon die ganze Zeit war, als Punkte mit device_id und time oder als Linien, deren M die Zeit in Sekunden seit 1970 ist; die wahre mittlere Geschwindigkeit ist dann die Strecke auf der Spur zwischen den beiden Zeiten, geteilt durch die Zeit. Einer Spur aus Punkten wird über Lücken nicht geglaubt, einer aus Linien nicht von einer Linie zur nächsten.&lt;/p&gt;&lt;p&gt;Die Bereinigung ändert, welche Ereignisse es gibt: um Abschnitte zwischen bereinigten Ereignissen zu bewerten, eine Spur nehmen, etwa die wahren Routen eines Szenarios.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>Event positions or segments with speed_kmh and, before the correction, speed_raw_kmh.</source>
        <translation>Ereignispositionen oder Abschnitte mit speed_kmh und, vor der Korrektur, speed_raw_kmh.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>Segments with speed_kmh, or a track: points with device_id and time, or lines with times as M.</source>
        <translation>Abschnitte mit speed_kmh oder eine Spur: Punkte mit device_id und time oder Linien mit Zeiten als M.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>device_id and time, or start and end; for a track device_id</source>
        <translation>device_id und time, oder start und end; für eine Spur device_id</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>Speed field</source>
        <translation>Feld der Geschwindigkeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>The field with the speed, after the correction, in km/h.</source>
        <translation>Das Feld mit der Geschwindigkeit nach der Korrektur, in km/h.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>Field of the speed before the correction</source>
        <translation>Feld der Geschwindigkeit vor der Korrektur</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>The field with the speed before the correction, in km/h.</source>
        <translation>Das Feld mit der Geschwindigkeit vor der Korrektur, in km/h.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>Field of the true speed</source>
        <translation>Feld der wahren Geschwindigkeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>For segments: the true speed in km/h.</source>
        <translation>Für Abschnitte: die wahre Geschwindigkeit in km/h.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>Empty: found by its name.</source>
        <translation>Leer: am Namen erkannt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>The truth is</source>
        <translation>Die Wahrheit ist</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>segments or track; auto: a track where it has M, or points without a speed field.</source>
        <translation>segments (Abschnitte) oder track (Spur); auto: eine Spur, wenn es M gibt oder Punkte ohne Feld der Geschwindigkeit.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>Longest gap of a track (s)</source>
        <translation>Längste Lücke einer Spur (s)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>A segment that meets a longer time without a point is not compared.</source>
        <translation>Ein Abschnitt, in den eine längere Zeit ohne Punkt fällt, wird nicht verglichen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>Compared speeds</source>
        <translation>Verglichene Geschwindigkeiten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>A row for each segment, with its geometry: start and end, the keys, t_start and t_end (epoch seconds), speed_raw_kmh, speed_kmh, true_kmh, error_raw_kmh, error_kmh (estimate less truth).</source>
        <translation>Eine Zeile je Abschnitt mit seiner Geometrie: Anfang und Ende, die Schlüssel, t_start und t_end (Epochensekunden), speed_raw_kmh, speed_kmh, true_kmh, error_raw_kmh, error_kmh (Schätzung minus Wahrheit).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>Segments compared</source>
        <translation>Verglichene Abschnitte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>Rows not compared</source>
        <translation>Nicht verglichene Zeilen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>Comparison of speeds</source>
        <translation>Vergleich von Geschwindigkeiten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>Segments compared: {}; rows not compared: {}. MAE {:.2f} km/h, RMSE {:.2f} km/h{}.</source>
        <translation>Verglichene Abschnitte: {}; nicht verglichene Zeilen: {}. MAE {:.2f} km/h, RMSE {:.2f} km/h{}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>; before the correction {:.2f} and {:.2f}, the MAE is cut by {:.1f} %</source>
        <translation>; vor der Korrektur {:.2f} und {:.2f}, der MAE sinkt um {:.1f} %</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparespeeds.py"/>
        <source>{} is read as {}.</source>
        <translation>{} wird als {} gelesen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Best</source>
        <translation>Beste</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Middle</source>
        <translation>Mittlere</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Worst</source>
        <translation>Schlechteste</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>true</source>
        <translation>wahr</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>estimated</source>
        <translation>geschätzt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Routes</source>
        <translation>Routen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>A good, a middling and a poor route</source>
        <translation>Eine gute, eine mittlere und eine schlechte Route</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>By their Fréchet distance.</source>
        <translation>Nach ihrer Fréchet-Distanz.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>How far routes are off</source>
        <translation>Wie weit Routen abweichen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>m, at most</source>
        <translation>m, höchstens</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Share of the routes that are at most so far off.</source>
        <translation>Anteil der Routen, die höchstens so weit abweichen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>true line, missed</source>
        <translation>wahre Linie, verfehlt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>estimated line, beside it</source>
        <translation>geschätzte Linie, daneben</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>% of its length, at most</source>
        <translation>% der Länge, höchstens</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Share of the routes of which at most so much is not near the other line.</source>
        <translation>Anteil der Routen, von denen höchstens so viel nicht nahe der anderen Linie liegt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>The worst pairs</source>
        <translation>Die schlechtesten Paare</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Journey</source>
        <translation>Fahrt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Length ratio</source>
        <translation>Längenverhältnis</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Correctness</source>
        <translation>Korrektheit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Completeness</source>
        <translation>Vollständigkeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Deviation of each event</source>
        <translation>Abweichung jedes Ereignisses</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>events by device and time</source>
        <translation>Ereignisse nach Gerät und Zeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>The first {:,} of {:,}, device by device.</source>
        <translation>Die ersten {:,} von {:,}, Gerät für Gerät.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>How far places are off</source>
        <translation>Wie weit Orte abweichen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Share of the events that are at most so far off.</source>
        <translation>Anteil der Ereignisse, die höchstens so weit abweichen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>from the estimate to the truth</source>
        <translation>von der Schätzung zur Wahrheit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>truth</source>
        <translation>Wahrheit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>By kind of event</source>
        <translation>Nach Art des Ereignisses</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Median (m)</source>
        <translation>Median (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Third quartile (m)</source>
        <translation>Drittes Quartil (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>The worst events</source>
        <translation>Die schlechtesten Ereignisse</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Deviation (m)</source>
        <translation>Abweichung (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>before the correction</source>
        <translation>vor der Korrektur</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>after it</source>
        <translation>danach</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Speed along the way</source>
        <translation>Geschwindigkeit entlang des Wegs</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>The journeys with the least, a middling and the greatest mean error. A segment is as long as its speed says.</source>
        <translation>Die Fahrten mit dem kleinsten, einem mittleren und dem größten mittleren Fehler. Ein Abschnitt ist so lang, wie seine Geschwindigkeit besagt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>How far speeds are off</source>
        <translation>Wie weit Geschwindigkeiten abweichen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Share of the segments whose speed is at most so far off.</source>
        <translation>Anteil der Abschnitte, deren Geschwindigkeit höchstens so weit abweicht.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>km/h, at most</source>
        <translation>km/h, höchstens</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>true, km/h</source>
        <translation>wahr, km/h</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>The worst segments</source>
        <translation>Die schlechtesten Abschnitte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Segment</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>True (km/h)</source>
        <translation>Wahr (km/h)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Before (km/h)</source>
        <translation>Vorher (km/h)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Estimated (km/h)</source>
        <translation>Geschätzt (km/h)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>Error (km/h)</source>
        <translation>Fehler (km/h)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>km along the way</source>
        <translation>km entlang des Wegs</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>segments</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation_reports.py"/>
        <source>The first {:,} of {:,} segments.</source>
        <translation>Die ersten {:,} von {:,} Abschnitten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>Event files instead of a layer</source>
        <translation>Ereignisdateien statt eines Layers</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>For events that do not fit in memory: a folder of Parquet or CSV files with all below it, one file, or a pattern such as /data/2024-05-*.parquet. Needs the Python library duckdb.</source>
        <translation>Für Ereignisse, die nicht in den Arbeitsspeicher passen: ein Ordner mit Parquet- oder CSV-Dateien samt allem darunter, eine Datei oder ein Muster wie /data/2024-05-*.parquet. Braucht die Python-Bibliothek duckdb.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>Fields of the files</source>
        <translation>Felder der Dateien</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>Only for fields that are not found by their names, such as device_id=msisdn_hash, time=begin.</source>
        <translation>Nur für Felder, die nicht am Namen erkannt werden, etwa device_id=msisdn_hash, time=begin.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>Memory for the files (GiB)</source>
        <translation>Arbeitsspeicher für die Dateien (GiB)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>What does not fit goes to the folder for temporary files. Empty: half of what is free.</source>
        <translation>Was nicht hineinpasst, kommt in den Ordner für temporäre Dateien. Leer: die Hälfte des freien Speichers.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>Threads for the files</source>
        <translation>Threads für die Dateien</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>0: one for each core.</source>
        <translation>0: einer je Prozessorkern.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>there are both a layer and files</source>
        <translation>es gibt sowohl einen Layer als auch Dateien</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>there are no events</source>
        <translation>es gibt keine Ereignisse</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>Choose a layer, or event files instead.</source>
        <translation>Einen Layer wählen oder stattdessen Ereignisdateien.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>Event files</source>
        <translation>Ereignisdateien</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>Event files: {}; fields: {}.</source>
        <translation>Ereignisdateien: {}; Felder: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>Fields that hold no single value are left out: {}.</source>
        <translation>Felder ohne einzelnen Wert bleiben weg: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>Events rejected: {}, {}.</source>
        <translation>Zurückgewiesene Ereignisse: {}, {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>no event can be used</source>
        <translation>kein Ereignis ist verwendbar</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>Check the fields picked for device, time and cell.</source>
        <translation>Die für Gerät, Zeit und Zelle gewählten Felder prüfen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>Events: {} of {} phones, from {} to {}.</source>
        <translation>Ereignisse: {} von {} Telefonen, von {} bis {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>Kinds of event that are not known, read as other: {}.</source>
        <translation>Unbekannte Arten von Ereignissen, als other gelesen: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>Services that are not known: {}.</source>
        <translation>Unbekannte Dienste: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>{!r} names no column and field</source>
        <translation>{!r} nennt nicht Spalte und Feld</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/event_files.py"/>
        <source>Write pairs such as device_id=msisdn_hash, time=begin.</source>
        <translation>Paare schreiben wie device_id=msisdn_hash, time=begin.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Clean events</source>
        <translation>Ereignisse bereinigen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Orders the events of each phone, drops repeats and ping-pong handovers, and cuts the stream into journeys.</source>
        <translation>Ordnet die Ereignisse jedes Telefons, verwirft Wiederholungen und Ping-Pong-Handover und teilt den Strom in Fahrten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>&lt;p&gt;Of events that agree in all columns the first stays; of events of a phone at the same instant the one that starts or ends a call, else the first. A journey goes from call_start to call_end; outside of calls it ends where the phone is silent for long, and where it stays in one cell for long. When a phone goes from A to B and is back in A within the window, the event that leads back goes, so that A-B-A-B-A becomes A-B (Ostermayer et al. 2016, section 3.6.1).&lt;/p&gt;&lt;p&gt;Every row of the input is either in the output or among the rejected events, with its reason. All other fields are kept, and the geometry too. Events in files instead of a layer are cleaned by blocks of whole phones, with the same result.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Von Ereignissen, die in allen Spalten übereinstimmen, bleibt das erste; von Ereignissen eines Telefons im selben Augenblick das, mit dem ein Gespräch beginnt oder endet, sonst das erste. Eine Fahrt geht von call_start bis call_end; außerhalb von Gesprächen endet sie, wo das Telefon lange schweigt und wo es lange in einer Zelle bleibt. Wenn ein Telefon von A nach B geht und innerhalb des Zeitfensters wieder in A ist, entfällt das Ereignis, das zurückführt, so dass aus A-B-A-B-A A-B wird (Ostermayer et al. 2016, Abschnitt 3.6.1).&lt;/p&gt;&lt;p&gt;Jede Zeile der Eingabe ist entweder in der Ausgabe oder mit Grund unter den zurückgewiesenen Ereignissen. Alle anderen Felder bleiben erhalten, die Geometrie auch. Ereignisse in Dateien statt eines Layers werden in Blöcken ganzer Telefone bereinigt, mit demselben Ergebnis.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Ping-pong window (s)</source>
        <translation>Ping-Pong-Fenster (s)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>A phone that is back in a cell no later than this after it left has not moved.</source>
        <translation>Ein Telefon, das höchstens so lange nach dem Verlassen wieder in einer Zelle ist, hat sich nicht bewegt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Longest silence within a journey (minutes)</source>
        <translation>Längste Funkstille in einer Fahrt (Minuten)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Outside of calls, a longer silence ends the journey.</source>
        <translation>Außerhalb von Gesprächen beendet längere Funkstille die Fahrt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Longest stay within a journey (minutes)</source>
        <translation>Längster Aufenthalt in einer Fahrt (Minuten)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Outside of calls, a phone that stays in one cell for longer stands still: one journey ends, the next begins.</source>
        <translation>Außerhalb von Gesprächen steht ein Telefon still, das länger in einer Zelle bleibt: eine Fahrt endet, die nächste beginnt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>By phone and time: device_id, time, t_unix (epoch seconds), cell_id, event, lac, service, journey_id (from 1 over all phones), seq (place in the journey, from 1), then the other fields of the input.</source>
        <translation>Nach Telefon und Zeit: device_id, time, t_unix (Epochensekunden), cell_id, event, lac, service, journey_id (ab 1 über alle Telefone), seq (Platz in der Fahrt, ab 1), dann die übrigen Felder der Eingabe.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Rejected events</source>
        <translation>Zurückgewiesene Ereignisse</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>The events that went: row, fid or file, device_id, cell_id, reason.</source>
        <translation>Die entfallenen Ereignisse: row, fid oder file, device_id, cell_id, reason.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Events before</source>
        <translation>Ereignisse vorher</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Events after</source>
        <translation>Ereignisse nachher</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Handovers before</source>
        <translation>Handover vorher</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Handovers after</source>
        <translation>Handover nachher</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Rejected as ping-pong</source>
        <translation>Zurückgewiesen als Ping-Pong</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Rejected as duplicates</source>
        <translation>Zurückgewiesen als Wiederholungen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Rejected as simultaneous</source>
        <translation>Zurückgewiesen als gleichzeitig</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Rejected as within a stay</source>
        <translation>Zurückgewiesen innerhalb eines Aufenthalts</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Journeys</source>
        <translation>Fahrten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/cleanevents.py"/>
        <source>Journeys of one event</source>
        <translation>Fahrten mit nur einem Ereignis</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>Count phones per cell</source>
        <translation>Telefone je Zelle zählen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>Attributes each phone to the cell of its nearest event in time and counts phones per cell.</source>
        <translation>Ordnet jedes Telefon der Zelle seines zeitlich nächsten Ereignisses zu und zählt die Telefone je Zelle.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>&lt;p&gt;For every reference time and every phone the event nearest in time is taken, within the tolerance; a tie goes to the earlier event (Ricciato and Coluccia 2021, section II-B). Phones without an event near enough are counted in the log.&lt;/p&gt;&lt;p&gt;Times: date and time fields, ISO text, epoch seconds or milliseconds. A time without a zone is read as UTC. Give times, or start, end and step; with neither, the full hour in the middle of the events is taken.&lt;/p&gt;&lt;p&gt;Events of any number may come in files instead of a layer: then the database engine DuckDB counts, with the same result.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Für jede Bezugszeit und jedes Telefon wird das zeitlich nächste Ereignis innerhalb der Toleranz genommen; bei Gleichstand das frühere (Ricciato und Coluccia 2021, Abschnitt II-B). Telefone ohne hinreichend nahes Ereignis zählt das Protokoll.&lt;/p&gt;&lt;p&gt;Zeiten: Datums-Zeit-Felder, ISO-Text, Epochensekunden oder -millisekunden. Eine Zeit ohne Zone wird als UTC gelesen. Zeiten angeben, oder Anfang, Ende und Schritt; ohne beides wird die volle Stunde in der Mitte der Ereignisse genommen.&lt;/p&gt;&lt;p&gt;Beliebig viele Ereignisse können statt aus einem Layer aus Dateien kommen: dann zählt die Datenbank DuckDB, mit demselben Ergebnis.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>Reference times</source>
        <translation>Bezugszeiten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>One or more times, comma separated, such as 2024-05-01T08:00:00, 2024-05-01T20:00:00 (UTC).</source>
        <translation>Eine oder mehrere Zeiten, durch Kommas getrennt, etwa 2024-05-01T08:00:00, 2024-05-01T20:00:00 (UTC).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>First reference time</source>
        <translation>Erste Bezugszeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>Start of a regular series of reference times (UTC).</source>
        <translation>Anfang einer regelmäßigen Reihe von Bezugszeiten (UTC).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>Last reference time</source>
        <translation>Letzte Bezugszeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>End of the series, included where a step falls on it (UTC).</source>
        <translation>Ende der Reihe, eingeschlossen, wenn ein Schritt darauf fällt (UTC).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>Step (minutes)</source>
        <translation>Schritt (Minuten)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>Minutes between the reference times of the series.</source>
        <translation>Minuten zwischen den Bezugszeiten der Reihe.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>Tolerance (minutes)</source>
        <translation>Toleranz (Minuten)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>An event further from the reference time than this does not count.</source>
        <translation>Ein Ereignis, das weiter von der Bezugszeit entfernt ist, zählt nicht.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>One row for each cell and time with phones: cell_id, count, time, t_unix (epoch seconds).</source>
        <translation>Eine Zeile je Zelle und Zeit mit Telefonen: cell_id, count, time, t_unix (Epochensekunden).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>The events that could not be used: row, fid or file, reason.</source>
        <translation>Die Ereignisse, die nicht verwendbar waren: row, fid oder file, reason.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>Phones without an event near enough, all times</source>
        <translation>Telefone ohne hinreichend nahes Ereignis, alle Zeiten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>Reference times: {}; phones counted: {}; without an event within {:g} minutes: {}.</source>
        <translation>Bezugszeiten: {}; gezählte Telefone: {}; ohne Ereignis innerhalb von {:g} Minuten: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>the series has no start</source>
        <translation>die Reihe hat keinen Anfang</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>Give the first reference time too.</source>
        <translation>Auch die erste Bezugszeit angeben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>the series has more than {:,} reference times</source>
        <translation>die Reihe hat mehr als {:,} Bezugszeiten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>Take a longer step or a shorter series.</source>
        <translation>Einen längeren Schritt oder eine kürzere Reihe wählen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events/countphones.py"/>
        <source>No reference time given: {} is taken, the full hour in the middle of the events.</source>
        <translation>Keine Bezugszeit angegeben: Genommen wird {}, die volle Stunde in der Mitte der Ereignisse.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>A table or points, one row an event: {}.</source>
        <translation>Eine Tabelle oder Punkte, eine Zeile je Ereignis: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>Device field</source>
        <translation>Gerätefeld</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>The field with the pseudonym of the phone.</source>
        <translation>Das Feld mit dem Pseudonym des Telefons.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>Time field</source>
        <translation>Zeitfeld</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>The field with the time of the event.</source>
        <translation>Das Feld mit der Zeit des Ereignisses.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>Cell id field</source>
        <translation>Feld der Zell-ID</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>The field with the id of the cell.</source>
        <translation>Das Feld mit der ID der Zelle.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>The field with the kind of event: call_start, call_end, handover or lau.</source>
        <translation>Das Feld mit der Art des Ereignisses: call_start, call_end, handover oder lau.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>Location area field</source>
        <translation>Feld der Location Area</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>The field with the location or tracking area.</source>
        <translation>Das Feld mit der Location Area oder Tracking Area.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>Service field</source>
        <translation>Feld des Dienstes</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>The field that tells speech from data.</source>
        <translation>Das Feld, das Sprache von Daten unterscheidet.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>Journey field</source>
        <translation>Feld der Fahrt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>The field with the number of the journey, as 'Clean events' writes it.</source>
        <translation>Das Feld mit der Nummer der Fahrt, wie 'Ereignisse bereinigen' es schreibt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>Known cells</source>
        <translation>Bekannte Zellen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>A cell plan: events that name another cell are then rejected. Empty: every cell id is taken.</source>
        <translation>Ein Zellplan: Ereignisse, die eine andere Zelle nennen, werden dann zurückgewiesen. Leer: jede Zell-ID wird angenommen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>Cell id field of the known cells</source>
        <translation>Feld der Zell-ID der bekannten Zellen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>The field that names each known cell. Empty: found by its name.</source>
        <translation>Das Feld, das jede bekannte Zelle nennt. Leer: am Namen erkannt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>the layer has no rows</source>
        <translation>der Layer hat keine Zeilen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>Check the layer, its filter and the selection.</source>
        <translation>Den Layer, seinen Filter und die Auswahl prüfen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/events_input.py"/>
        <source>Fields of binary data are left out: {}.</source>
        <translation>Felder mit Binärdaten bleiben weg: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>True journey</source>
        <translation>Wahre Fahrt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Cell</source>
        <translation>Zelle</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Site</source>
        <translation>Standort</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Location area</source>
        <translation>Location Area</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Time (UTC)</source>
        <translation>Zeit (UTC)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Time (s since 1970)</source>
        <translation>Zeit (s seit 1970)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Number in the journey</source>
        <translation>Nummer in der Fahrt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Start or end</source>
        <translation>Anfang oder Ende</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Start and end are known</source>
        <translation>Anfang und Ende sind bekannt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Handovers</source>
        <translation>Handover</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Start (UTC)</source>
        <translation>Beginn (UTC)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>End (UTC)</source>
        <translation>Ende (UTC)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Start (s since 1970)</source>
        <translation>Beginn (s seit 1970)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>End (s since 1970)</source>
        <translation>Ende (s seit 1970)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Duration (s)</source>
        <translation>Dauer (s)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Fastest drive (s)</source>
        <translation>Schnellste Fahrzeit (s)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Length (m)</source>
        <translation>Länge (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Along the route (m)</source>
        <translation>Entlang der Route (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Moved along the route (m)</source>
        <translation>Entlang der Route verschoben (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Off the route (m)</source>
        <translation>Abseits der Route (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Standard deviation (m)</source>
        <translation>Standardabweichung (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Radius of uncertainty (m)</source>
        <translation>Radius der Unsicherheit (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Placed by</source>
        <translation>Platziert durch</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Was moved</source>
        <translation>Wurde verschoben</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Limit is met</source>
        <translation>Grenze ist eingehalten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Was too fast</source>
        <translation>War zu schnell</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Speed (km/h)</source>
        <translation>Geschwindigkeit (km/h)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Speed before the correction (km/h)</source>
        <translation>Geschwindigkeit vor der Korrektur (km/h)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Allowed speed (km/h)</source>
        <translation>Erlaubte Geschwindigkeit (km/h)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Candidate</source>
        <translation>Kandidat</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Is chosen</source>
        <translation>Ist gewählt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Share of drawn routes alike</source>
        <translation>Anteil gleicher gezogener Routen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Ratio of the times</source>
        <translation>Verhältnis der Zeiten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Squared distance from the cells (m²)</source>
        <translation>Quadrierter Abstand von den Zellen (m²)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Unexplained events</source>
        <translation>Unerklärte Ereignisse</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Is explained</source>
        <translation>Ist erklärt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Road</source>
        <translation>Straße</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Azimuth (°)</source>
        <translation>Azimut (°)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Electrical tilt (°)</source>
        <translation>Elektrische Neigung (°)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Mechanical tilt (°)</source>
        <translation>Mechanische Neigung (°)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Height (m)</source>
        <translation>Höhe (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Height above the sea (m)</source>
        <translation>Höhe über dem Meer (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Stands on a roof</source>
        <translation>Steht auf einem Dach</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Power (W)</source>
        <translation>Leistung (W)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Power (dBm)</source>
        <translation>Leistung (dBm)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Gain (dBi)</source>
        <translation>Gewinn (dBi)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Loss of the feeder (dB)</source>
        <translation>Verlust der Zuleitung (dB)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Frequency (MHz)</source>
        <translation>Frequenz (MHz)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Bandwidth (MHz)</source>
        <translation>Bandbreite (MHz)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Horizontal beam width (°)</source>
        <translation>Horizontale Halbwertsbreite (°)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Vertical beam width (°)</source>
        <translation>Vertikale Halbwertsbreite (°)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Range (m)</source>
        <translation>Reichweite (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Path loss exponent</source>
        <translation>Pfadverlustexponent</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Midpoint (dBm)</source>
        <translation>Mittelpunkt (dBm)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Steepness</source>
        <translation>Steilheit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Is a small cell</source>
        <translation>Ist eine Kleinzelle</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Technology</source>
        <translation>Technik</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Antenna</source>
        <translation>Antenne</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Area (km²)</source>
        <translation>Fläche (km²)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Mean level (dBm)</source>
        <translation>Mittlerer Pegel (dBm)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Server</source>
        <translation>Server-Zelle</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Entry of the register</source>
        <translation>Eintrag des Registers</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Distance of the entry (m)</source>
        <translation>Abstand des Eintrags (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Building</source>
        <translation>Gebäude</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>x</source>
        <translation>x</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>y</source>
        <translation>y</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Signal dominance</source>
        <translation>Signaldominanz</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Probability of being counted</source>
        <translation>Wahrscheinlichkeit, gezählt zu werden</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Phones</source>
        <translation>Telefone</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Tile</source>
        <translation>Kachel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Phones expected</source>
        <translation>Erwartete Telefone</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Residual</source>
        <translation>Residuum</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Is suppressed</source>
        <translation>Ist unterdrückt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Share on the map</source>
        <translation>Anteil auf der Karte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Mass</source>
        <translation>Masse</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>From tile</source>
        <translation>Von Kachel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>To tile</source>
        <translation>Zu Kachel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Iterations</source>
        <translation>Iterationen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Optimality</source>
        <translation>Optimalität</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Probability that it holds</source>
        <translation>Wahrscheinlichkeit, dass es gilt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Is the plan as it is</source>
        <translation>Ist der Plan, wie er ist</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Draw of noise</source>
        <translation>Ziehung des Rauschens</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Reach (m)</source>
        <translation>Reichweite (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Dominance is one half at (m)</source>
        <translation>Dominanz ist ein Halb bei (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Effective area (km²)</source>
        <translation>Wirksame Fläche (km²)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Tiles in common</source>
        <translation>Gemeinsame Kacheln</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Share in common</source>
        <translation>Gemeinsamer Anteil</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Distance of the density (m)</source>
        <translation>Abstand der Dichte (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Hausdorff distance (m)</source>
        <translation>Hausdorff-Distanz (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Fréchet distance (m)</source>
        <translation>Fréchet-Distanz (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Discrete Hausdorff distance (m)</source>
        <translation>Diskrete Hausdorff-Distanz (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Discrete Fréchet distance (m)</source>
        <translation>Diskrete Fréchet-Distanz (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Estimate off the truth (m)</source>
        <translation>Schätzung abseits der Wahrheit (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Truth off the estimate (m)</source>
        <translation>Wahrheit abseits der Schätzung (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>True length (m)</source>
        <translation>Wahre Länge (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Length by the true length</source>
        <translation>Länge durch die wahre Länge</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Is opposed</source>
        <translation>Ist entgegengerichtet</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>True speed (km/h)</source>
        <translation>Wahre Geschwindigkeit (km/h)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Error before the correction (km/h)</source>
        <translation>Fehler vor der Korrektur (km/h)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Feature</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Cell is known</source>
        <translation>Zelle ist bekannt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Remedy</source>
        <translation>Abhilfe</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fields.py"/>
        <source>Was dropped</source>
        <translation>Wurde verworfen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fixes.py"/>
        <source>no time that can be read</source>
        <translation>keine lesbare Zeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fixes.py"/>
        <source>{}: {} rows left out, {} ({}).</source>
        <translation>{}: {} Zeilen weggelassen, {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>beam width</source>
        <translation>Halbwertsbreite</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>midpoint</source>
        <translation>Mittelpunkt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>steepness</source>
        <translation>Steilheit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>path-loss exponent</source>
        <translation>Pfadverlustexponent</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>power</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>tilt</source>
        <translation>Neigung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>omnidirectional</source>
        <translation>omnidirektional</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Main direction</source>
        <translation>Hauptrichtung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Tiles</source>
        <translation>Kacheln</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>{:g} m</source>
        <translation>{:g} m</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>{} now</source>
        <translation>{} jetzt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Signal strength.</source>
        <translation>Signalstärke.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Dominance; a phone is heard from the threshold on.</source>
        <translation>Dominanz; ab der Schwelle wird ein Telefon gehört.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Share of the emission: how likely a phone there is counted in this cell.</source>
        <translation>Anteil an der Emission: wie wahrscheinlich ein Telefon dort in dieser Zelle gezählt wird.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>In the main direction</source>
        <translation>In der Hauptrichtung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Over the distance from the mast, at a bearing of {:.0f}°.</source>
        <translation>Über der Entfernung vom Mast, in der Richtung {:.0f}°.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>° off the main direction</source>
        <translation>° neben der Hauptrichtung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>At {:,.0f} m, where the dominance is now one half in the main direction.</source>
        <translation>In {:,.0f} m, wo die Dominanz in der Hauptrichtung jetzt ein Halb ist.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>At {:,.0f} m.</source>
        <translation>In {:,.0f} m.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Around the mast</source>
        <translation>Rund um den Mast</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>mast</source>
        <translation>Mast</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>How far it reaches</source>
        <translation>Wie weit sie reicht</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Where the dominance reaches the threshold.</source>
        <translation>Wo die Dominanz die Schwelle erreicht.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>North is up.</source>
        <translation>Norden ist oben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Where the dominance reaches one half.</source>
        <translation>Wo die Dominanz ein Halb erreicht.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Share of the emission on the tiles</source>
        <translation>Anteil an der Emission auf den Kacheln</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>White is 0, dark blue 1.</source>
        <translation>Weiß ist 0, Dunkelblau 1.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Figures of the footprint</source>
        <translation>Kennzahlen des Versorgungsgebiets</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>s = 1/2 at (m)</source>
        <translation>s = 1/2 bei (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Effective (km²)</source>
        <translation>Wirksam (km²)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>In common with the footprint of now: of the tiles of either, and of the greater share in each tile. s = 1/2: where the dominance falls below one half in the main direction. Effective: area times share, the phones that the cell counts where there is one a square kilometre.</source>
        <translation>Gemeinsam mit dem jetzigen Versorgungsgebiet: von den Kacheln beider, und vom größeren Anteil in jeder Kachel. s = 1/2: wo die Dominanz in der Hauptrichtung unter ein Halb fällt. Wirksam: Fläche mal Anteil, die Telefone, die die Zelle zählt, wenn auf jedem Quadratkilometer eines ist.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>noise {}</source>
        <translation>Rauschen {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Distance of each density from that of now.</source>
        <translation>Abstand jeder Dichte von der jetzigen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Not placed</source>
        <translation>Nicht untergebracht</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>What it does to the density</source>
        <translation>Was es mit der Dichte macht</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Estimated by {} from the same counts. The distance is how far a phone has to move in the mean. Narrow footprints explain any counts: a small residual proves nothing, a large one tells that footprints are too wide.</source>
        <translation>Mit {} aus denselben Zählungen geschätzt. Der Abstand sagt, wie weit ein Telefon im Mittel gehen muss. Enge Versorgungsgebiete erklären beliebige Zählungen: ein kleines Residuum beweist nichts, ein großes sagt, dass Versorgungsgebiete zu weit sind.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Where the density changes</source>
        <translation>Wo sich die Dichte ändert</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>Red: more phones than now, blue: fewer.</source>
        <translation>Rot: mehr Telefone als jetzt, blau: weniger.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/footprint_report.py"/>
        <source>{} {}; the darkest is {:,.3g} phones per square of {:,.0f} m.</source>
        <translation>{} {}; das dunkelste sind {:,.3g} Telefone je Quadrat von {:,.0f} m.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/cellfootprint.py"/>
        <source>Footprint of a cell</source>
        <translation>Versorgungsgebiet einer Zelle</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/cellfootprint.py"/>
        <source>Shows where one cell of an emission model is received.</source>
        <translation>Zeigt, wo eine Zelle eines Emissionsmodells empfangen wird.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/cellfootprint.py"/>
        <source>&lt;p&gt;Band 1 is the signal dominance s, band 2 the probability p that a phone in the tile is counted in this cell rather than in another (Ricciato and Coluccia 2021, Eq. 1 and 4). Tiles outside the footprint are no data.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Kanal 1 ist die Signaldominanz s, Kanal 2 die Wahrscheinlichkeit p, dass ein Telefon in der Kachel in dieser Zelle und nicht in einer anderen gezählt wird (Ricciato und Coluccia 2021, Gl. 1 und 4). Kacheln außerhalb des Versorgungsgebiets haben keinen Wert.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/cellfootprint.py"/>
        <source>The id of the cell, as in the cell plan.</source>
        <translation>Die ID der Zelle, wie im Zellplan.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/cellfootprint.py"/>
        <source>Cell id</source>
        <translation>Zell-ID</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/cellfootprint.py"/>
        <source>Footprint</source>
        <translation>Versorgungsgebiet</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/cellfootprint.py"/>
        <source>A raster with two bands: dominance s and emission probability p.</source>
        <translation>Ein Raster mit zwei Kanälen: Dominanz s und Emissionswahrscheinlichkeit p.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/cellfootprint.py"/>
        <source>Tiles of the footprint</source>
        <translation>Kacheln des Versorgungsgebiets</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/cellfootprint.py"/>
        <source>Area of the footprint (km2)</source>
        <translation>Fläche des Versorgungsgebiets (km2)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/cellfootprint.py"/>
        <source>Cell {} has no footprint: it reaches no tile of the grid.</source>
        <translation>Die Zelle {} hat kein Versorgungsgebiet: sie erreicht keine Kachel des Gitters.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/cellfootprint.py"/>
        <source>Footprint of {}: {} tiles, {:.2f} km2.</source>
        <translation>Versorgungsgebiet von {}: {} Kacheln, {:.2f} km2.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Compare footprints</source>
        <translation>Versorgungsgebiete vergleichen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>What if: shows the footprint of a cell for several values of a parameter side by side, and what that does to a density.</source>
        <translation>Was wäre, wenn: zeigt das Versorgungsgebiet einer Zelle für mehrere Werte eines Parameters nebeneinander, und was das mit einer Dichte macht.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>&lt;p&gt;The report draws signal strength, dominance and share of the emission of one cell over the distance in its main direction, and around the mast; how far it reaches in each direction; and a map of its share for each value. A table gives the area, the reach, and how much of the footprint stays. The model is &lt;b&gt;parametric&lt;/b&gt; of 'Emission model from cell plan' on flat ground.&lt;/p&gt;&lt;p&gt;The other cells go along: by the same difference in dB, exponent or degrees, or by the same ratio of power, steepness, height or beam width, so that layers of the network stay as they are to each other. The share of the cell depends on them.&lt;/p&gt;&lt;p&gt;With &lt;b&gt;counts&lt;/b&gt; the density is estimated for each value too: how far it is from the density of the plan as it is (Kantorovich-Wasserstein distance, on tiles joined to at most 96 a side), and how well it explains the counts. With &lt;b&gt;noise&lt;/b&gt; the same is done with random errors on all strengths: how wrong may a prediction be before the density suffers?&lt;/p&gt;</source>
        <translation>&lt;p&gt;Der Bericht zeichnet Signalstärke, Dominanz und Anteil an der Emission einer Zelle über der Entfernung in ihrer Hauptrichtung und rund um den Mast; wie weit sie in jeder Richtung reicht; und für jeden Wert eine Karte ihres Anteils. Eine Tabelle gibt die Fläche, die Reichweite und wie viel vom Versorgungsgebiet bleibt. Das Modell ist &lt;b&gt;parametric&lt;/b&gt; von 'Emissionsmodell aus Zellplan' auf ebenem Boden.&lt;/p&gt;&lt;p&gt;Die anderen Zellen gehen mit: um dieselbe Differenz in dB, Exponent oder Grad, oder um dasselbe Verhältnis von Leistung, Steilheit, Höhe oder Halbwertsbreite, so dass Schichten des Netzes zueinander bleiben, wie sie sind. Der Anteil der Zelle hängt von ihnen ab.&lt;/p&gt;&lt;p&gt;Mit &lt;b&gt;Zählungen&lt;/b&gt; wird auch die Dichte für jeden Wert geschätzt: wie weit sie von der Dichte des Plans, wie er ist, entfernt liegt (Kantorowitsch-Wasserstein-Abstand, auf höchstens 96 zusammengefassten Kacheln je Seite), und wie gut sie die Zählungen erklärt. Mit &lt;b&gt;Rauschen&lt;/b&gt; geschieht dasselbe mit zufälligen Fehlern an allen Signalstärken: wie falsch darf eine Vorhersage sein, bevor die Dichte leidet?&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>The cell to look at. Empty: the cell that is selected in the layer, else the one in the middle of the plan.</source>
        <translation>Die betrachtete Zelle. Leer: die Zelle, die im Layer ausgewählt ist, sonst die in der Mitte des Plans.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Parameter to vary</source>
        <translation>Veränderter Parameter</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>midpoint (dBm) and steepness (per dB) of the dominance, path-loss exponent (ple), threshold (least dominance that is kept), power (W), height (m), tilt (degrees down) or beam (horizontal width in degrees).</source>
        <translation>midpoint (Mittelpunkt, dBm) und steepness (Steilheit, je dB) der Dominanz, Pfadverlustexponent (ple), threshold (kleinste behaltene Dominanz), power (Leistung, W), height (Höhe, m), tilt (Neigung, Grad abwärts) oder beam (horizontale Halbwertsbreite, Grad).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Numbers, comma separated, such as -97.5, -87.5; at most 5 with the value of now, which is always shown. Empty: a step down and a step up.</source>
        <translation>Zahlen, durch Kommas getrennt, etwa -97.5, -87.5; höchstens 5 mit dem jetzigen Wert, der immer gezeigt wird. Leer: ein Schritt nach unten und einer nach oben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>The area of tiles. Empty: that of the cell; with counts all cells with their range.</source>
        <translation>Das Gebiet der Kacheln. Leer: das der Zelle; mit Zählungen alle Zellen mit ihrer Reichweite.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>To see what the values do to a density.</source>
        <translation>Um zu sehen, was die Werte mit einer Dichte machen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Noise of the strengths (dB)</source>
        <translation>Rauschen der Signalstärken (dB)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>With counts: standard deviation of random errors of the strengths in dB, such as 3; shadowing has 6 to 10. 0: none.</source>
        <translation>Mit Zählungen: Standardabweichung zufälliger Fehler der Signalstärken in dB, etwa 3; Abschattung hat 6 bis 10. 0: keines.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Noise is that of</source>
        <translation>Rauschen ist das von</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>tile: shadowing, an error of its own for each cell in each tile. cell: one error for all tiles of a cell, as of a power that is not known.</source>
        <translation>tile: Abschattung, ein eigener Fehler für jede Zelle in jeder Kachel. cell: ein Fehler für alle Kacheln einer Zelle, wie bei unbekannter Leistung.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>How often noise is drawn.</source>
        <translation>Wie oft Rauschen gezogen wird.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Draws of noise</source>
        <translation>Ziehungen des Rauschens</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Another number draws other noise.</source>
        <translation>Eine andere Zahl zieht anderes Rauschen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Other cells</source>
        <translation>Andere Zellen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>along: all cells change by as much as the one does. stay: the one alone, as when a planner turns a single antenna.</source>
        <translation>along: alle Zellen ändern sich um so viel wie die eine. stay: nur die eine, wie wenn ein Planer eine einzelne Antenne dreht.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Least dominance kept</source>
        <translation>Kleinste behaltene Dominanz</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>A tile with less dominance than this lies outside the cell; the paper takes 0.05.</source>
        <translation>Eine Kachel mit geringerer Dominanz liegt außerhalb der Zelle; die Arbeit nimmt 0,05.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Midpoint of dominance (dBm)</source>
        <translation>Mittelpunkt der Dominanz (dBm)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Of cells whose plan has none: the signal strength at which the dominance is one half.</source>
        <translation>Von Zellen, deren Plan keinen hat: die Signalstärke, bei der die Dominanz ein Halb ist.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Steepness of dominance (per dB)</source>
        <translation>Steilheit der Dominanz (je dB)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Of cells whose plan has none: the steepness of the logistic curve at the midpoint.</source>
        <translation>Von Zellen, deren Plan keine hat: die Steilheit der logistischen Kurve im Mittelpunkt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>A row for each value and each draw of noise: value, is_now, draw (from 1 where there is noise), area_km2, reach_m, effective_km2 (area times share), jaccard and common (tiles and share in common), half_m (where the dominance falls below one half in the main direction), and with counts mass, lost, loglik, residual and kwd_m.</source>
        <translation>Eine Zeile für jeden Wert und jede Ziehung des Rauschens: value, is_now, draw (ab 1, wo Rauschen ist), area_km2, reach_m, effective_km2 (Fläche mal Anteil), jaccard und common (gemeinsame Kacheln und gemeinsamer Anteil), half_m (wo die Dominanz in der Hauptrichtung unter ein Halb fällt), und mit Zählungen mass, lost, loglik, residual und kwd_m.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Value of now</source>
        <translation>Jetziger Wert</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Area of the footprint now (km2)</source>
        <translation>Jetzige Fläche des Versorgungsgebiets (km2)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Reach of the footprint now (m)</source>
        <translation>Jetzige Reichweite des Versorgungsgebiets (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Where dominance is one half now (m)</source>
        <translation>Wo die Dominanz jetzt ein Halb ist (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Greatest distance of a density from that of now (m)</source>
        <translation>Größter Abstand einer Dichte von der jetzigen (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Mean distance of the densities with noise (m)</source>
        <translation>Mittlerer Abstand der Dichten mit Rauschen (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Noise is shown by what it does to a density: give counts for it.</source>
        <translation>Rauschen zeigt sich daran, was es mit einer Dichte macht: dafür Zählungen angeben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>What if: {} of cell {}</source>
        <translation>Was wäre, wenn: {} der Zelle {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Cell {}: {} values of {}, now {:g}; footprint now {:,.2f} km2, reach {:,.0f} m.</source>
        <translation>Zelle {}: {} Werte von {}, jetzt {:g}; Versorgungsgebiet jetzt {:,.2f} km2, Reichweite {:,.0f} m.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>Emission model from cell plan</source>
        <translation>Emissionsmodell aus Zellplan</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>Predicts where each radio cell is received and how likely a phone in a tile connects to it.</source>
        <translation>Sagt voraus, wo jede Funkzelle empfangen wird und wie wahrscheinlich sich ein Telefon in einer Kachel mit ihr verbindet.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>&lt;p&gt;The signal strength of each cell falls with distance and off the main lobe of its antenna; a logistic curve turns it into signal dominance s. In each tile the emission probability of a cell is its share of the dominance of all cells there (Ricciato and Coluccia 2021, Eq. 4). The model file serves all density algorithms.&lt;/p&gt;&lt;p&gt;Columns of the cell plan win over the parameters here; what neither gives takes the defaults of the R package mobloc. Compatibility &lt;b&gt;mobloc&lt;/b&gt; repeats that package to its last digits, &lt;b&gt;exact&lt;/b&gt; solves the antenna widths exactly and drops no tile within a cell's range. mobloc measures azimuths from the y axis of the CRS: choose 'grid' to do so.&lt;/p&gt;&lt;p&gt;The propagation models from &lt;b&gt;hata&lt;/b&gt; to &lt;b&gt;hybrid&lt;/b&gt; are those of 'Predict coverage', with terrain, buildings and measured antennas; &lt;b&gt;parametric&lt;/b&gt; and &lt;b&gt;onoff&lt;/b&gt; are mobloc's index of power. The midpoint is that of the total received power: for the reference level, 27.8 dB less, it moves along.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Die Signalstärke jeder Zelle fällt mit der Entfernung und abseits der Hauptkeule ihrer Antenne; eine logistische Kurve macht daraus die Signaldominanz s. In jeder Kachel ist die Emissionswahrscheinlichkeit einer Zelle ihr Anteil an der Dominanz aller Zellen dort (Ricciato und Coluccia 2021, Gl. 4). Die Modelldatei dient allen Dichteverfahren.&lt;/p&gt;&lt;p&gt;Spalten des Zellplans gehen den Parametern hier vor; was beide nicht angeben, erhält die Vorgaben des R-Pakets mobloc. Die Kompatibilität &lt;b&gt;mobloc&lt;/b&gt; wiederholt dieses Paket bis zur letzten Stelle, &lt;b&gt;exact&lt;/b&gt; löst die Antennenbreiten exakt und verwirft keine Kachel innerhalb der Reichweite einer Zelle. mobloc misst Azimute von der y-Achse des KBS aus: dafür 'grid' wählen.&lt;/p&gt;&lt;p&gt;Die Ausbreitungsmodelle von &lt;b&gt;hata&lt;/b&gt; bis &lt;b&gt;hybrid&lt;/b&gt; sind die von 'Versorgung vorhersagen', mit Gelände, Gebäuden und gemessenen Antennen; &lt;b&gt;parametric&lt;/b&gt; und &lt;b&gt;onoff&lt;/b&gt; sind der Leistungsindex von mobloc. Der Mittelpunkt bezieht sich auf die gesamte Empfangsleistung; beim Referenzpegel, der 27,8 dB niedriger ist, wandert er mit.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>Propagation model</source>
        <translation>Ausbreitungsmodell</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>parametric: path loss and antenna pattern after mobloc. onoff: the same area, but all its tiles alike. The others: levels as 'Predict coverage' has them.</source>
        <translation>parametric: Pfadverlust und Antennendiagramm nach mobloc. onoff: dasselbe Gebiet, aber alle Kacheln gleich. Die anderen: Pegel wie bei 'Versorgung vorhersagen'.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>Signal strength at which the dominance is one half, in dBm; a column midpoint_dbm of the plan wins. mobloc: -92.5; the paper: -85.</source>
        <translation>Signalstärke, bei der die Dominanz ein Halb ist, in dBm; eine Spalte midpoint_dbm des Plans geht vor. mobloc: -92.5; die Arbeit: -85.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>Steepness of the logistic curve at the midpoint, per dB; a column steepness of the plan wins.</source>
        <translation>Steilheit der logistischen Kurve im Mittelpunkt, je dB; eine Spalte steepness des Plans geht vor.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>Median dominance of the best server</source>
        <translation>Median der Dominanz des Best Servers</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>Levels only: move the midpoints so that the strongest cell has this dominance in half of the covered tiles, such as 0.7. Empty: as given.</source>
        <translation>Nur Pegel: die Mittelpunkte so verschieben, dass die stärkste Zelle in der Hälfte der versorgten Kacheln mindestens diese Dominanz hat, etwa 0.7. Leer: wie angegeben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>Step of terrain profiles</source>
        <translation>Schritt der Geländeprofile</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>Levels only, in metres; at most a tile. Buildings need 10 m or finer.</source>
        <translation>Nur Pegel, in Metern; höchstens eine Kachel. Gebäude brauchen 10 m oder feiner.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>Compatibility</source>
        <translation>Kompatibilität</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>exact: right. mobloc: the numbers of the R package mobloc, with its simplifications; for azimuths as it takes them choose 'grid' for what they are measured from.</source>
        <translation>exact: richtig. mobloc: die Zahlen des R-Pakets mobloc mit seinen Vereinfachungen; für Azimute, wie es sie versteht, beim Bezug der Azimute 'grid' wählen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>Built-up classes</source>
        <translation>Bebaute Klassen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>parametric and onoff only: classes of the land-use raster that are built up, such as 1-11 for CORINE. They give the path-loss exponent 3.5 to 4 to cells whose plan has none. Empty: the raster holds shares.</source>
        <translation>Nur parametric und onoff: Klassen des Landnutzungsrasters, die bebaut sind, etwa 1-11 für CORINE. Sie geben Zellen, deren Plan keinen Pfadverlustexponenten hat, 3,5 bis 4. Leer: das Raster enthält Anteile.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>Buildings have no part in the propagation model {}: take terrain or hybrid.</source>
        <translation>Gebäude spielen im Ausbreitungsmodell {} keine Rolle: terrain oder hybrid wählen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>The midpoint of dominance was moved by {:+.1f} dB.</source>
        <translation>Der Mittelpunkt der Dominanz wurde um {:+.1f} dB verschoben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>The dominance of the best server is above 0.95 in {:.0%} of the covered tiles: there it tells little of how much stronger one cell is than another. 'Median dominance of the best server' moves the midpoint.</source>
        <translation>Die Dominanz des Best Servers liegt in {:.0%} der versorgten Kacheln über 0,95: dort sagt sie wenig darüber, wie viel stärker eine Zelle als die andere ist. 'Median der Dominanz des Best Servers' verschiebt den Mittelpunkt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>Tiles without a land use, taken as not built up: {}.</source>
        <translation>Kacheln ohne Landnutzung, als unbebaut angenommen: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Interpolate transmitter power</source>
        <translation>Sendeleistung interpolieren</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Gives the cells of a plan the power that a public register of transmitters tells, or that follows from it.</source>
        <translation>Gibt den Zellen eines Plans die Leistung, die ein öffentliches Senderverzeichnis nennt oder die daraus folgt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>&lt;p&gt;Registers such as that of the Austrian FMK tell places and powers, but neither the operator nor all sites. A site of the plan takes the power of the entry that stands nearest within the tolerance; each entry serves one site. From these the power of all other sites of the plan is estimated.&lt;/p&gt;&lt;p&gt;&lt;b&gt;linear&lt;/b&gt;: interpolated in dBm on the triangles between matched sites, and outside of them the nearest. &lt;b&gt;nearest&lt;/b&gt;: that of the nearest matched site. &lt;b&gt;median&lt;/b&gt;: the median of all. Fewer than three matched sites, or all on a line, leave the median.&lt;/p&gt;&lt;p&gt;All sectors of a site take its power, as the register tells the highest. Ostermayer et al. 2016, 3.3.3.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Verzeichnisse wie das des österreichischen FMK nennen Orte und Leistungen, aber weder den Betreiber noch alle Standorte. Ein Standort des Plans erhält die Leistung des nächsten Eintrags innerhalb der Toleranz; jeder Eintrag dient einem Standort. Daraus wird die Leistung aller übrigen Standorte des Plans geschätzt.&lt;/p&gt;&lt;p&gt;&lt;b&gt;linear&lt;/b&gt;: in dBm auf den Dreiecken zwischen zugeordneten Standorten interpoliert, außerhalb die nächste. &lt;b&gt;nearest&lt;/b&gt;: die des nächsten zugeordneten Standorts. &lt;b&gt;median&lt;/b&gt;: der Median aller. Bei weniger als drei zugeordneten Standorten, oder wenn alle auf einer Linie liegen, bleibt der Median.&lt;/p&gt;&lt;p&gt;Alle Sektoren eines Standorts erhalten seine Leistung, da das Verzeichnis die höchste nennt. Ostermayer et al. 2016, 3.3.3.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Register of transmitters</source>
        <translation>Senderverzeichnis</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Points, or a table with x and y (or lon and lat) fields, one row for each transmitter site of any operator.</source>
        <translation>Punkte oder eine Tabelle mit Feldern x und y (oder lon und lat), eine Zeile je Sendestandort beliebiger Betreiber.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Power field</source>
        <translation>Feld der Leistung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>The field of the register with the power of a site, a number above 0 W. Empty: found by its name.</source>
        <translation>Das Feld des Verzeichnisses mit der Leistung eines Standorts, eine Zahl über 0 W. Leer: am Namen erkannt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Unit of the power</source>
        <translation>Einheit der Leistung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>dbm, w, or auto: told by the name of the field, such as power_w, else by the size of the numbers.</source>
        <translation>dbm, w oder auto: am Namen des Feldes erkannt, etwa power_w, sonst an der Größe der Zahlen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>What the power is</source>
        <translation>Art der Leistung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>conducted: what the transmitter gives. erp, eirp: radiated, over a dipole or an isotropic antenna; the gain of the antenna is then taken off and the loss of the feeder added, since a plan holds what the transmitter gives.</source>
        <translation>conducted: was der Sender abgibt. erp, eirp: abgestrahlt, gegenüber einem Dipol oder einem isotropen Strahler; der Antennengewinn wird dann abgezogen und die Kabeldämpfung addiert, da ein Plan enthält, was der Sender abgibt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>How sites without an entry come by their power: linear, nearest or median; see above.</source>
        <translation>Wie Standorte ohne Eintrag zu ihrer Leistung kommen: linear, nearest oder median; siehe oben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>How far a site and its entry in the register may stand apart, in metres.</source>
        <translation>Wie weit ein Standort und sein Eintrag im Verzeichnis auseinanderliegen dürfen, in Metern.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Antenna gain (dBi)</source>
        <translation>Antennengewinn (dBi)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>erp and eirp: the gain of antennas for which the plan has no gain_dbi, in dBi.</source>
        <translation>erp und eirp: der Gewinn der Antennen, für die der Plan kein gain_dbi hat, in dBi.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>CRS of the register's coordinate fields</source>
        <translation>KBS der Koordinatenfelder des Verzeichnisses</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Only for a register without geometry: the CRS of its x and y fields. Empty: EPSG:4326 for fields named lon and lat.</source>
        <translation>Nur für ein Verzeichnis ohne Geometrie: das KBS seiner Felder x und y. Leer: EPSG:4326 für Felder namens lon und lat.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Cell plan with power</source>
        <translation>Zellplan mit Leistung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>The usable cells with all fields of the plan, and power_w, power_dbm, power_source (matched, interpolated, nearest or median) and register_m, the distance to the entry matched or to that of the nearest matched site.</source>
        <translation>Die verwendbaren Zellen mit allen Feldern des Plans sowie power_w, power_dbm, power_source (matched, interpolated, nearest oder median) und register_m, der Entfernung zum zugeordneten Eintrag oder zu dem des nächsten zugeordneten Standorts.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Matched entries</source>
        <translation>Zugeordnete Einträge</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>The entries of the register that were matched, with register_id, site_id, power_dbm as the register has it, and register_m.</source>
        <translation>Die zugeordneten Einträge des Verzeichnisses mit register_id, site_id, power_dbm wie im Verzeichnis und register_m.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Sites matched</source>
        <translation>Zugeordnete Standorte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Sites interpolated</source>
        <translation>Interpolierte Standorte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Sites with the power of the nearest</source>
        <translation>Standorte mit der Leistung des nächsten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Sites with the median</source>
        <translation>Standorte mit dem Median</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Least power matched (dBm)</source>
        <translation>Kleinste zugeordnete Leistung (dBm)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Greatest power matched (dBm)</source>
        <translation>Größte zugeordnete Leistung (dBm)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Sites that take the median, as the {} matched ones make no triangle: {}.</source>
        <translation>Standorte, die den Median erhalten, da die {} zugeordneten kein Dreieck bilden: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Sites: {}, of them {} matched, {} interpolated, {} with the power of the nearest, {} with the median; entries of the register left over: {}; powers: {:.1f} to {:.1f} dBm.</source>
        <translation>Standorte: {}, davon {} zugeordnet, {} interpoliert, {} mit der Leistung des nächsten, {} mit dem Median; übrige Einträge des Verzeichnisses: {}; Leistungen: {:.1f} bis {:.1f} dBm.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>The numbers of {} look like {}; set the unit if they are not.</source>
        <translation>Die Zahlen von {} sehen nach {} aus; sind sie es nicht, die Einheit einstellen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>The power is read as conducted, but its field is called {}; set what the power is.</source>
        <translation>Die Leistung wird als conducted gelesen, aber ihr Feld heißt {}; die Art der Leistung einstellen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>no usable position</source>
        <translation>keine brauchbare Position</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Entries of the register left out: {}, {} (features {}).</source>
        <translation>Weggelassene Einträge des Verzeichnisses: {}, {} (Objekte {}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Cells whose power in the plan gives way to that of the register: {}.</source>
        <translation>Zellen, deren Leistung im Plan der des Verzeichnisses weicht: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromareas.py"/>
        <source>Emission model from areas</source>
        <translation>Emissionsmodell aus Flächen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromareas.py"/>
        <source>Makes an emission model of Voronoi areas or of any polygons that say where a cell is received.</source>
        <translation>Macht ein Emissionsmodell aus Voronoi-Flächen oder beliebigen Polygonen, die sagen, wo eine Zelle empfangen wird.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromareas.py"/>
        <source>&lt;p&gt;Every cell is received equally well all over its polygon. Where polygons overlap, phones choose among their cells with equal probability; where they do not, the estimate becomes area-proportional: the phones of a cell spread evenly over its area.&lt;/p&gt;&lt;p&gt;A polygon may serve several cells: their ids stand in its field, parted by the separator, as 'Voronoi areas' writes them for towers.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Jede Zelle wird überall in ihrem Polygon gleich gut empfangen. Wo sich Polygone überlappen, wählen Telefone unter ihren Zellen mit gleicher Wahrscheinlichkeit; wo nicht, wird die Schätzung flächenproportional: die Telefone einer Zelle verteilen sich gleichmäßig über ihre Fläche.&lt;/p&gt;&lt;p&gt;Ein Polygon kann mehreren Zellen dienen: ihre IDs stehen in seinem Feld, durch das Trennzeichen getrennt, wie 'Voronoi-Flächen' sie für Masten schreibt.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromareas.py"/>
        <source>Areas</source>
        <translation>Flächen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromareas.py"/>
        <source>Polygons with the id of the cell each belongs to.</source>
        <translation>Polygone mit der ID der Zelle, zu der jedes gehört.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromareas.py"/>
        <source>The field that names the cell, or the cells, of a polygon.</source>
        <translation>Das Feld, das die Zelle oder die Zellen eines Polygons nennt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromareas.py"/>
        <source>Tiles on a border</source>
        <translation>Kacheln auf einer Grenze</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromareas.py"/>
        <source>centre: a tile belongs to the polygon that holds its centre. share: to all that touch it, by their share of its area.</source>
        <translation>centre: eine Kachel gehört zum Polygon, das ihren Mittelpunkt enthält. share: zu allen, die sie berühren, nach deren Anteil an ihrer Fläche.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromareas.py"/>
        <source>Separator of cell ids</source>
        <translation>Trennzeichen der Zell-IDs</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromareas.py"/>
        <source>What parts the ids where a polygon serves several cells. Empty: one id a polygon.</source>
        <translation>Was die IDs trennt, wenn ein Polygon mehreren Zellen dient. Leer: eine ID je Polygon.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromareas.py"/>
        <source>Areas without a cell id, which serve no cell: {}.</source>
        <translation>Flächen ohne Zell-ID, die keiner Zelle dienen: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromareas.py"/>
        <source>Invalid polygons, which were repaired: {}.</source>
        <translation>Ungültige Polygone, die repariert wurden: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromareas.py"/>
        <source>Areas that hold no tile centre and were given the tiles they touch, by share: {}.</source>
        <translation>Flächen, die keinen Kachelmittelpunkt enthalten und die berührten Kacheln nach Anteil erhielten: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromareas.py"/>
        <source>Areas left out: {}, {} ({}).</source>
        <translation>Weggelassene Flächen: {}, {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Emission model from measurements</source>
        <translation>Emissionsmodell aus Messungen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Learns where each cell serves from drive tests or crowd-sourced samples that carry the id of a cell.</source>
        <translation>Lernt aus Messfahrten oder Crowdsourcing-Messpunkten mit Zell-ID, wo jede Zelle bedient.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>&lt;p&gt;In each tile the emission probability of a cell is its share of the votes of samples around, weighted by a Gaussian kernel. Levels share a vote besides, the stronger the more, also among cells that were only heard. Where samples are few the prior decides: a predicted model, else the distance to the sites of the cell plan, else to the centroids of the samples of each cell; in the last case cells that seldom served are spread widely, those that never served whatever others served there, and tiles farther than 200 m from all samples stay uncovered.&lt;/p&gt;&lt;p&gt;An empty bandwidth is chosen by cross-validation: whole runs (drives, days, devices) are left out, or squares of 500 m where no field names runs. The log shows the held-out log-likelihood of each.&lt;/p&gt;&lt;p&gt;Cells of different groups (operators and carriers) do not compete: each group keeps the share the prior model gives it, or that of its votes in all. With a prior model its grid is taken, not the extent and tile size.&lt;/p&gt;&lt;p&gt;Networks change: operators renumber cells and move ids to other places. With a half-life, measurements of the days around the one the model is for count most. With the cells in use, those that are off the air are left out, and cells that never served, of the same group, take over where they did.&lt;/p&gt;</source>
        <translation>&lt;p&gt;In jeder Kachel ist die Emissionswahrscheinlichkeit einer Zelle ihr Anteil an den Stimmen der Messpunkte ringsum, gewichtet mit einem Gauß-Kern. Pegel verteilen zusätzlich eine Stimme, je stärker, desto mehr, auch auf Zellen, die nur gehört wurden. Wo Messpunkte selten sind, entscheidet der Prior: ein vorhergesagtes Modell, sonst die Entfernung zu den Standorten des Zellplans, sonst zu den Schwerpunkten der Messpunkte jeder Zelle; im letzten Fall werden Zellen, die selten bedienten, weit gestreut, solche, die nie bedienten, ungeachtet dessen, was dort sonst bediente, und Kacheln, die mehr als 200 m von allen Messpunkten entfernt sind, bleiben unversorgt.&lt;/p&gt;&lt;p&gt;Eine leere Bandbreite wird durch Kreuzvalidierung gewählt: ganze Läufe (Fahrten, Tage, Geräte) werden zurückgehalten, oder Quadrate von 500 m, wenn kein Feld Läufe nennt. Das Protokoll zeigt die zurückgehaltene Log-Likelihood jeder Bandbreite.&lt;/p&gt;&lt;p&gt;Zellen verschiedener Gruppen (Betreiber und Träger) konkurrieren nicht: jede Gruppe behält den Anteil, den das Prior-Modell ihr gibt, oder den ihrer Stimmen insgesamt. Mit einem Prior-Modell gilt dessen Gitter, nicht Ausdehnung und Kachelgröße.&lt;/p&gt;&lt;p&gt;Netze ändern sich: Betreiber nummerieren Zellen um und vergeben IDs an anderen Orten. Mit einer Halbwertszeit zählen die Messungen der Tage um den, für den das Modell gilt, am meisten. Mit den Zellen in Betrieb fallen die weg, die nicht mehr senden, und Zellen derselben Gruppe, die nie bedienten, treten dort an ihre Stelle.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Tells where the sites are, and which cells there are: samples of others are rejected.</source>
        <translation>Sagt, wo die Standorte sind und welche Zellen es gibt: Messpunkte anderer Zellen werden zurückgewiesen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Prior model</source>
        <translation>Prior-Modell</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>A predicted model of the same network: what is believed where samples are few. Its grid is taken. Empty: by distance.</source>
        <translation>Ein vorhergesagtes Modell desselben Netzes: was gilt, wo Messpunkte selten sind. Sein Gitter wird übernommen. Leer: nach Entfernung.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>The area to cover with tiles. Empty: all samples with 200 m around.</source>
        <translation>Das Gebiet, das mit Kacheln bedeckt wird. Leer: alle Messpunkte mit 200 m ringsum.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Standard deviation of the kernel, in metres. Empty or 0: chosen by cross-validation.</source>
        <translation>Standardabweichung des Kerns, in Metern. Leer oder 0: durch Kreuzvalidierung gewählt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Weight of the prior</source>
        <translation>Gewicht des Priors</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>How many votes of samples on the spot the prior is worth.</source>
        <translation>Wie viele Stimmen von Messpunkten an Ort und Stelle der Prior wert ist.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Weight of levels</source>
        <translation>Gewicht der Pegel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>What the levels of a visit to a tile weigh, as part of a vote of the cell that served. 0: only cells that served.</source>
        <translation>Was die Pegel eines Besuchs in einer Kachel wiegen, als Teil einer Stimme der bedienenden Zelle. 0: nur Zellen, die bedienten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Softness of levels (dB)</source>
        <translation>Weichheit der Pegel (dB)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>A cell that is stronger by so many dB is e times as likely to serve.</source>
        <translation>Eine Zelle, die um so viele dB stärker ist, bedient e-mal so wahrscheinlich.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Cells in use</source>
        <translation>Zellen in Betrieb</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>The cells that are on air on the day the model is for: a current cell plan, or the events to be matched. Other cells are left out, and cells of their group that are in use and never served take over where they did. Empty: all cells that were measured.</source>
        <translation>Die Zellen, die an dem Tag senden, für den das Modell gilt: ein aktueller Zellplan, oder die Ereignisse, die zugeordnet werden sollen. Andere Zellen fallen weg, und Zellen ihrer Gruppe, die in Betrieb sind und nie bedienten, treten dort an ihre Stelle. Leer: alle gemessenen Zellen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Cell id field of the cells in use</source>
        <translation>Feld der Zell-ID der Zellen in Betrieb</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>The field that names each cell in use. Empty: found by its name.</source>
        <translation>Das Feld, das jede Zelle in Betrieb nennt. Leer: am Namen erkannt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Measurements used</source>
        <translation>Verwendete Messungen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Rejected measurements</source>
        <translation>Zurückgewiesene Messungen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Bandwidth used (m)</source>
        <translation>Verwendete Bandbreite (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Held-out log-likelihood of the serving cell</source>
        <translation>Zurückgehaltene Log-Likelihood der bedienenden Zelle</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Cells no longer in use</source>
        <translation>Zellen außer Betrieb</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Samples used: {} of {}, {} of them serving, of {} cells in {} groups; bandwidth {:g} m.</source>
        <translation>Verwendete Messpunkte: {} von {}, davon {} bedienend, von {} Zellen in {} Gruppen; Bandbreite {:g} m.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Cells in use: {}.</source>
        <translation>Zellen in Betrieb: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>No longer in use and left out: {} ({}).</source>
        <translation>Nicht mehr in Betrieb und weggelassen: {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Serve in their place: {} ({}).</source>
        <translation>Bedienen an ihrer Stelle: {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>No held-out log-likelihood, as the samples are of one run or place, or none served; the bandwidth is {:g} m.</source>
        <translation>Keine zurückgehaltene Log-Likelihood, da die Messpunkte von einem Lauf oder Ort sind oder keine Zelle bediente; die Bandbreite ist {:g} m.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Bandwidth {:g} m: held-out log-likelihood {:.4f} a serving sample.</source>
        <translation>Bandbreite {:g} m: zurückgehaltene Log-Likelihood {:.4f} je bedienendem Messpunkt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>Emission model from table</source>
        <translation>Emissionsmodell aus Tabelle</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>Reads an emission model of another program: one row for each cell and tile.</source>
        <translation>Liest ein Emissionsmodell eines anderen Programms: eine Zeile je Zelle und Kachel.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>&lt;p&gt;Columns: cell_id, x and y of the tile's centre, and s (dominance, any positive scale) or p (emission probability). The grid is found from the coordinates. From dominances p follows by Eq. 4 of Ricciato and Coluccia 2021; probabilities must add up to 1 in every tile.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Spalten: cell_id, x und y des Kachelmittelpunkts und s (Dominanz, beliebige positive Skala) oder p (Emissionswahrscheinlichkeit). Das Gitter wird aus den Koordinaten ermittelt. Aus Dominanzen folgt p nach Gl. 4 von Ricciato und Coluccia 2021; Wahrscheinlichkeiten müssen in jeder Kachel zusammen 1 ergeben.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>A table, or points at the centres of the tiles.</source>
        <translation>Eine Tabelle oder Punkte in den Mittelpunkten der Kacheln.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>x field</source>
        <translation>x-Feld</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>y field</source>
        <translation>y-Feld</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>The field that holds {}. Empty: found by its name, or the points are taken.</source>
        <translation>Das Feld, das {} enthält. Leer: am Namen erkannt, oder die Punkte werden genommen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>Value field</source>
        <translation>Wertfeld</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>The field with s or p. Empty: the field s, else the field p.</source>
        <translation>Das Feld mit s oder p. Leer: das Feld s, sonst das Feld p.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>What the value is</source>
        <translation>Art des Werts</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>s: dominance. p: emission probability. auto: p where the field is called p, else s.</source>
        <translation>s: Dominanz. p: Emissionswahrscheinlichkeit. auto: p, wenn das Feld p heißt, sonst s.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>Tile size</source>
        <translation>Kachelgröße</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>Edge of a tile, in metres. Empty: found from the coordinates.</source>
        <translation>Kantenlänge einer Kachel, in Metern. Leer: aus den Koordinaten ermittelt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>CRS of the coordinates</source>
        <translation>KBS der Koordinaten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>A projected CRS in metres. Needed for a table without geometry.</source>
        <translation>Ein projiziertes KBS in Metern. Nötig für eine Tabelle ohne Geometrie.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modeltotable.py"/>
        <source>Emission model to table</source>
        <translation>Emissionsmodell in Tabelle</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modeltotable.py"/>
        <source>Writes an emission model as a plain table: one row for each cell and tile.</source>
        <translation>Schreibt ein Emissionsmodell als einfache Tabelle: eine Zeile je Zelle und Kachel.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modeltotable.py"/>
        <source>&lt;p&gt;Columns: cell_id, tile (numbered row by row from the south-west, from 0), x and y of the tile's centre, s (dominance) and p (emission probability). 'Emission model from table' reads it back.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Spalten: cell_id, tile (zeilenweise von Südwesten an nummeriert, ab 0), x und y des Kachelmittelpunkts, s (Dominanz) und p (Emissionswahrscheinlichkeit). 'Emissionsmodell aus Tabelle' liest sie zurück.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modeltotable.py"/>
        <source>Emission model as table</source>
        <translation>Emissionsmodell als Tabelle</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modeltotable.py"/>
        <source>The table; coordinates are in the CRS of the model's grid, which the log names.</source>
        <translation>Die Tabelle; Koordinaten stehen im KBS des Modellgitters, das das Protokoll nennt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modeltotable.py"/>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modeltotable.py"/>
        <source>{} rows written; x and y are in {}.</source>
        <translation>{} Zeilen geschrieben; x und y sind in {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>Predict coverage</source>
        <translation>Versorgung vorhersagen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>Predicts where each cell is received, from its antenna and power, the terrain and what stands on it.</source>
        <translation>Sagt voraus, wo jede Zelle empfangen wird, aus ihrer Antenne und Leistung, dem Gelände und dem, was darauf steht.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>&lt;p&gt;The level of a cell is its radiated power less the loss of its antenna in that direction and the loss of the path. Models of the path: &lt;b&gt;hybrid&lt;/b&gt;, the greater loss of terrain and extended Hata, for populated land; &lt;b&gt;terrain&lt;/b&gt;, free space and diffraction over the terrain (delta-Bullington of ITU-R P.526); &lt;b&gt;terrain_fast&lt;/b&gt;, without the curved earth's part; &lt;b&gt;extended_hata&lt;/b&gt; (ITU-R SM.2028), &lt;b&gt;hata&lt;/b&gt; (150 to 1500 MHz), &lt;b&gt;cost231&lt;/b&gt; (1500 to 2000 MHz) and &lt;b&gt;tr38901&lt;/b&gt; (3GPP) know no terrain; &lt;b&gt;parametric&lt;/b&gt; is the index of power of the R package mobloc.&lt;/p&gt;&lt;p&gt;Bands compete in one best server, where the low ones win: to see each for itself, predict a selection of the plan.&lt;/p&gt;&lt;p&gt;Areas of cells serve 'Estimate trajectories' and 'Emission model from areas'. They overlap where several cells are nearly equally strong. What the plan does not tell is filled in, counted and listed: heights, powers, frequencies, beam widths.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Der Pegel einer Zelle ist ihre abgestrahlte Leistung minus der Dämpfung ihrer Antenne in dieser Richtung und minus dem Pfadverlust. Modelle des Pfades: &lt;b&gt;hybrid&lt;/b&gt;, der größere Verlust von Gelände und Extended Hata, für besiedeltes Land; &lt;b&gt;terrain&lt;/b&gt;, Freiraum und Beugung über dem Gelände (Delta-Bullington nach ITU-R P.526); &lt;b&gt;terrain_fast&lt;/b&gt;, ohne den Anteil der Erdkrümmung; &lt;b&gt;extended_hata&lt;/b&gt; (ITU-R SM.2028), &lt;b&gt;hata&lt;/b&gt; (150 bis 1500 MHz), &lt;b&gt;cost231&lt;/b&gt; (1500 bis 2000 MHz) und &lt;b&gt;tr38901&lt;/b&gt; (3GPP) kennen kein Gelände; &lt;b&gt;parametric&lt;/b&gt; ist der Leistungsindex des R-Pakets mobloc.&lt;/p&gt;&lt;p&gt;Frequenzbänder konkurrieren um einen Best Server, wobei die tiefen gewinnen: um jedes für sich zu sehen, eine Auswahl des Plans vorhersagen.&lt;/p&gt;&lt;p&gt;Zellflächen dienen 'Trajektorien schätzen' und 'Emissionsmodell aus Flächen'. Sie überlappen sich, wo mehrere Zellen beinahe gleich stark sind. Was der Plan nicht sagt, wird ergänzt, gezählt und aufgelistet: Höhen, Leistungen, Frequenzen, Halbwertsbreiten.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>hybrid where people live; terrain for mountains and open country, or among buildings; extended_hata for a look without terrain; tr38901 above 3000 MHz. See above.</source>
        <translation>hybrid, wo Menschen leben; terrain für Gebirge und offenes Land oder zwischen Gebäuden; extended_hata für einen Blick ohne Gelände; tr38901 über 3000 MHz. Siehe oben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>The area to predict. Empty: all cells with their range.</source>
        <translation>Das Gebiet der Vorhersage. Leer: alle Zellen mit ihrer Reichweite.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>Edge of a pixel and step of the terrain profiles, in metres. Buildings need 10 m or finer.</source>
        <translation>Kantenlänge eines Pixels und Schritt der Geländeprofile, in Metern. Gebäude brauchen 10 m oder feiner.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>Range</source>
        <translation>Reichweite</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>How far cells are looked for whose plan has no range_m, in metres; small ones 1 km.</source>
        <translation>Wie weit nach Zellen gesucht wird, deren Plan kein range_m hat, in Metern; bei kleinen Zellen 1 km.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>Least level (dBm)</source>
        <translation>Mindestpegel (dBm)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>A cell covers places where its level is at least this. Empty: what its technology needs outdoors, GSM -95, UMTS -105, LTE and 5G -110 dBm, and for parametric -107.2. Indoors 15 to 20 dB more are needed.</source>
        <translation>Eine Zelle versorgt Orte, an denen ihr Pegel mindestens so hoch ist. Leer: was ihre Technik im Freien braucht, GSM -95, UMTS -105, LTE und 5G -110 dBm, und für parametric -107,2. In Innenräumen sind 15 bis 20 dB mehr nötig.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>Hysteresis (dB)</source>
        <translation>Hysterese (dB)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>A phone keeps its cell until another is stronger by this: the best server changes less often, and areas of cells overlap.</source>
        <translation>Ein Telefon behält seine Zelle, bis eine andere um diesen Wert stärker ist: der Best Server wechselt seltener, und Zellflächen überlappen sich.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>margin: where a cell may serve, at most the hysteresis below the strongest. server: where it is the best server. heard: wherever it reaches the least level.</source>
        <translation>margin: wo eine Zelle bedienen kann, höchstens um die Hysterese unter der stärksten. server: wo sie der Best Server ist. heard: überall, wo sie den Mindestpegel erreicht.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>Smallest patch (m²)</source>
        <translation>Kleinstes Flächenstück (m²)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>Smaller pieces of areas of cells are left out, but for the largest of a cell, and smaller holes are filled. 0: none.</source>
        <translation>Kleinere Stücke von Zellflächen bleiben weg, außer dem größten einer Zelle, und kleinere Löcher werden gefüllt. 0: keine.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>Bands of the levels</source>
        <translation>Kanäle der Pegel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>best: one band, the level of the strongest cell. each: a band a cell.</source>
        <translation>best: ein Kanal, der Pegel der stärksten Zelle. each: ein Kanal je Zelle.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>Level</source>
        <translation>Pegel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>Level in dBm, no data below the least one.</source>
        <translation>Pegel in dBm, kein Wert unter dem Mindestpegel.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>Best server</source>
        <translation>Best Server</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>The serving cell of each pixel, as its place among the cells that can be used, from 1.</source>
        <translation>Die bedienende Zelle jedes Pixels, als ihr Platz unter den verwendbaren Zellen, ab 1.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>Cells received</source>
        <translation>Empfangene Zellen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>How many cells reach the least level.</source>
        <translation>Wie viele Zellen den Mindestpegel erreichen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>A multipolygon a cell: cell_id, site_id, server (its place in the best-server raster), area_km2, mean_dbm.</source>
        <translation>Ein Multipolygon je Zelle: cell_id, site_id, server (ihr Platz im Best-Server-Raster), area_km2, mean_dbm.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>Coverage holes</source>
        <translation>Versorgungslücken</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>Polygons where no cell reaches the least level: area_km2.</source>
        <translation>Polygone, in denen keine Zelle den Mindestpegel erreicht: area_km2.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>Values filled in</source>
        <translation>Ergänzte Werte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/predictcoverage.py"/>
        <source>What the plan did not tell: cell_id, column, value.</source>
        <translation>Was der Plan nicht sagte: cell_id, column, value.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/validatecellplan.py"/>
        <source>Validate cell plan</source>
        <translation>Zellplan prüfen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/validatecellplan.py"/>
        <source>Checks a cell plan and writes a clean one with the standard columns.</source>
        <translation>Prüft einen Zellplan und schreibt einen sauberen mit den Standardspalten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/validatecellplan.py"/>
        <source>&lt;p&gt;Reads points or tables with the column names of mobloc, OpenCellID (radio, mcc, net, area, cell, lon, lat, range), multimno or this plugin, and finds the fields by their names; pick a field where it has another name. multimno's elevation_angle is read as tilt, positive downwards.&lt;/p&gt;&lt;p&gt;Cells without id or position, repeated ids and swapped coordinates are dropped; values out of range are read as not given. Azimuths are written as bearings from true north. Every problem becomes a point with its remedy.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Liest Punkte oder Tabellen mit den Spaltennamen von mobloc, OpenCellID (radio, mcc, net, area, cell, lon, lat, range), multimno oder diesem Plugin und erkennt die Felder am Namen; ein Feld, das anders heißt, ist auszuwählen. elevation_angle von multimno wird als Neigung gelesen, positiv nach unten.&lt;/p&gt;&lt;p&gt;Zellen ohne ID oder Position, wiederholte IDs und vertauschte Koordinaten werden verworfen; Werte außerhalb des Bereichs gelten als nicht angegeben. Azimute werden als Winkel ab geographisch Nord geschrieben. Jedes Problem wird ein Punkt mit seiner Abhilfe.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/validatecellplan.py"/>
        <source>Field of {}</source>
        <translation>Feld: {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/validatecellplan.py"/>
        <source>The field that holds {}. Empty: found by its name or a synonym.</source>
        <translation>Das Feld, das {} enthält. Leer: am Namen oder einem Synonym erkannt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/validatecellplan.py"/>
        <source>Clean cell plan</source>
        <translation>Sauberer Zellplan</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/validatecellplan.py"/>
        <source>The usable cells with the standard columns; NULL where the plan gives nothing.</source>
        <translation>Die verwendbaren Zellen mit den Standardspalten; NULL, wo der Plan nichts angibt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/validatecellplan.py"/>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/validatecellplan.py"/>
        <source>One point for each problem: row, cell_id, problem, remedy, and whether the cell was dropped.</source>
        <translation>Ein Punkt je Problem: row, cell_id, problem, remedy und ob die Zelle verworfen wurde.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/validatecellplan.py"/>
        <source>Usable cells</source>
        <translation>Verwendbare Zellen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/validatecellplan.py"/>
        <source>Check of a cell plan</source>
        <translation>Prüfung eines Zellplans</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/validatecellplan.py"/>
        <source>Cell plan</source>
        <translation>Zellplan</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/validatecellplan.py"/>
        <source>Rows read</source>
        <translation>Gelesene Zeilen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/validatecellplan.py"/>
        <source>Sites</source>
        <translation>Standorte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/validatecellplan.py"/>
        <source>Cells dropped</source>
        <translation>Verworfene Zellen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/validatecellplan.py"/>
        <source>Cells written: {}; problems found: {}.</source>
        <translation>Geschriebene Zellen: {}; gefundene Probleme: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>Voronoi areas</source>
        <translation>Voronoi-Flächen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>Divides the land among cells or towers by the nearest seed.</source>
        <translation>Teilt das Land nach dem nächsten Keimpunkt unter Zellen oder Masten auf.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>&lt;p&gt;&lt;b&gt;wedge&lt;/b&gt;: the land nearest to a tower, cut into sectors halfway between its azimuths. &lt;b&gt;tower&lt;/b&gt;: the same uncut, for all its cells. &lt;b&gt;offset&lt;/b&gt;: a seed for each cell, some metres from the tower along the azimuth; the smaller the offset, the closer to wedge. &lt;b&gt;barycentre&lt;/b&gt;: the seed is the mean place of the cell's footprint in an emission model. &lt;b&gt;degree&lt;/b&gt;: the seed is moved by 1/50000 degree along the azimuth (Ostermayer et al. 2016).&lt;/p&gt;&lt;p&gt;Cells that cannot be told apart share an area, such as the bands of a sector; a cell without azimuth on a tower with sectors is in all wedges of the tower. Their ids stand in one cell_id, parted by ;. 'Emission model from areas' and 'Estimate trajectories' take them apart: to them the cell has all its areas together. Of several operators, divide the land by one at a time: filter the plan.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;wedge&lt;/b&gt;: das Land, das einem Mast am nächsten ist, in der Mitte zwischen seinen Azimuten in Sektoren geschnitten. &lt;b&gt;tower&lt;/b&gt;: dasselbe ungeschnitten, für alle seine Zellen. &lt;b&gt;offset&lt;/b&gt;: ein Keimpunkt je Zelle, einige Meter vom Mast in Richtung des Azimuts; je kleiner der Versatz, desto näher an wedge. &lt;b&gt;barycentre&lt;/b&gt;: der Keimpunkt ist der Schwerpunkt des Versorgungsgebiets der Zelle in einem Emissionsmodell. &lt;b&gt;degree&lt;/b&gt;: der Keimpunkt wird um 1/50000 Grad in Richtung des Azimuts verschoben (Ostermayer et al. 2016).&lt;/p&gt;&lt;p&gt;Zellen, die nicht zu unterscheiden sind, teilen sich eine Fläche, etwa die Frequenzbänder eines Sektors; eine Zelle ohne Azimut auf einem Mast mit Sektoren gehört zu allen Sektoren des Mastes. Ihre IDs stehen in einem cell_id, durch ; getrennt. 'Emissionsmodell aus Flächen' und 'Trajektorien schätzen' trennen sie: für diese hat die Zelle alle ihre Flächen zusammen. Bei mehreren Betreibern das Land für jeden einzeln aufteilen: den Plan filtern.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>wedge, tower, offset, barycentre or degree; see above.</source>
        <translation>wedge, tower, offset, barycentre oder degree; siehe oben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>Offset</source>
        <translation>Versatz</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>offset: how far seeds move along the azimuth, in metres.</source>
        <translation>offset: wie weit Keimpunkte in Richtung des Azimuts rücken, in Metern.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>Direction tolerance (degrees)</source>
        <translation>Richtungstoleranz (Grad)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>wedge: neighbours on a tower whose azimuths differ by no more than this share a wedge.</source>
        <translation>wedge: Nachbarn auf einem Mast, deren Azimute sich höchstens um diesen Wert unterscheiden, teilen sich einen Sektor.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>Extent</source>
        <translation>Ausdehnung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>The land to divide. Empty: the hull of the towers and three times their median distance around it; with barycentre, the grid of the model.</source>
        <translation>Das Land, das aufgeteilt wird. Leer: die Hülle der Masten mit dem Dreifachen ihres mittleren Abstands (Median) ringsum; bei barycentre das Gitter des Modells.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>barycentre: the model whose footprints give the seeds.</source>
        <translation>barycentre: das Modell, dessen Versorgungsgebiete die Keimpunkte liefern.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>Polygons with cell_id (several ids parted by ; where cells share an area), site_id, n_cells and area_km2.</source>
        <translation>Polygone mit cell_id (mehrere IDs durch ; getrennt, wo Zellen sich eine Fläche teilen), site_id, n_cells und area_km2.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>Emission model</source>
        <translation>Emissionsmodell</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>Cells without an area: {}, {} ({}).</source>
        <translation>Zellen ohne Fläche: {}, {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>Cells more than {:.0f} m from the middle of their site, where its land is: {} ({}). Check their site_id.</source>
        <translation>Zellen, die mehr als {:.0f} m von der Mitte ihres Standorts liegen, wo ihr Land ist: {} ({}). Ihre site_id prüfen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>Areas written: {}, of {} cells.</source>
        <translation>Geschriebene Flächen: {}, von {} Zellen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>Terrain heights</source>
        <translation>Geländehöhen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>Height of the bare earth above sea level, in any CRS and resolution. Empty: flat ground.</source>
        <translation>Höhe des nackten Erdbodens über dem Meer, in beliebigem KBS und beliebiger Auflösung. Leer: ebener Boden.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>Unit of the terrain heights</source>
        <translation>Einheit der Geländehöhen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>auto: what the raster says, else metres.</source>
        <translation>auto: was das Raster sagt, sonst Meter.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>Classes such as those of CORINE land cover, or the share of built-up land from 0 to 1: tells open land from towns, and how high houses and trees stand where there are no buildings given.</source>
        <translation>Klassen wie die der CORINE-Landbedeckung oder der Anteil bebauten Landes von 0 bis 1: unterscheidet offenes Land von Städten und sagt, wie hoch Häuser und Bäume stehen, wo keine Gebäude angegeben sind.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>Land-use classes</source>
        <translation>Landnutzungsklassen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>What the classes mean, such as suburban=2, 10-12; urban=1; trees=23-25. The kinds are open, suburban, urban, dense, industrial and trees; other classes are open land. Empty: CORINE, or shares.</source>
        <translation>Was die Klassen bedeuten, etwa suburban=2, 10-12; urban=1; trees=23-25. Die Arten sind open, suburban, urban, dense, industrial und trees; andere Klassen sind offenes Land. Leer: CORINE oder Anteile.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>{} has {} bands: the first one is taken for the heights.</source>
        <translation>{} hat {} Kanäle: der erste wird für die Höhen genommen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>Terrain from {}: {:.0f} to {:.0f} m ({}).</source>
        <translation>Gelände aus {}: {:.0f} bis {:.0f} m ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>{} has no height for {:.1%} of the area ({} tiles): the nearest height is taken there.</source>
        <translation>{} hat für {:.1%} des Gebiets keine Höhe ({} Kacheln): dort wird die nächste Höhe genommen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>{}: heights are in units of {:g} m and become metres.</source>
        <translation>{}: Höhen sind in Einheiten von {:g} m und werden in Meter umgerechnet.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>{}: {} pixels are higher than {:,.0f} m or lower than {:,.0f} m and are taken as missing.</source>
        <translation>{}: {} Pixel sind höher als {:,.0f} m oder tiefer als {:,.0f} m und gelten als fehlend.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>{}: classes that CORINE does not have are taken as open land: {} ({} tiles).</source>
        <translation>{}: Klassen, die CORINE nicht hat, gelten als offenes Land: {} ({} Kacheln).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>{} has no value for {:.1%} of the area, which is taken as open land.</source>
        <translation>{} hat für {:.1%} des Gebiets keinen Wert; es gilt als offenes Land.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>shares of built-up land</source>
        <translation>Anteile bebauten Landes</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>classes of CORINE</source>
        <translation>Klassen von CORINE</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>the classes given</source>
        <translation>die angegebenen Klassen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>Land use from {}, read as {}.</source>
        <translation>Landnutzung aus {}, gelesen als {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/heard.py"/>
        <source>Where each cell is heard: a .mno.npz file, best one of 'Emission model from measurements' or 'Emission model from cell plan'. Give this, or areas, or a cell plan.</source>
        <translation>Wo jede Zelle gehört wird: eine .mno.npz-Datei, am besten von 'Emissionsmodell aus Messungen' oder 'Emissionsmodell aus Zellplan'. Dies angeben, oder Flächen, oder einen Zellplan.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/heard.py"/>
        <source>Instead of a model.</source>
        <translation>Statt eines Modells.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/heard.py"/>
        <source>Instead of a model or areas, or beside them: how near a cell's site is, and where its antenna points. Of crowd-sourced sites the fields samples and range, as OpenCellID has them, tell how far around its site a cell was heard; one thought from fewer than 30 samples tells little.</source>
        <translation>Statt eines Modells oder von Flächen, oder zusätzlich: wie nahe der Standort einer Zelle ist und wohin ihre Antenne zeigt. Bei Standorten aus Messungen Freiwilliger sagen die Felder samples und range, wie bei OpenCellID, wie weit um ihren Standort eine Zelle gehört wurde; einer, der aus weniger als 30 Messungen geschätzt ist, sagt wenig.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/heard.py"/>
        <source>nothing tells where cells are heard</source>
        <translation>nichts sagt, wo Zellen gehört werden</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/heard.py"/>
        <source>{} are given at once</source>
        <translation>{} sind zugleich angegeben</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/heard.py"/>
        <source>Give an emission model, areas of cells, or a cell plan, which may stand beside either.</source>
        <translation>Ein Emissionsmodell, Zellflächen oder einen Zellplan angeben; dieser kann auch neben einem der beiden stehen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/heard.py"/>
        <source>{}: cells of the events that it does not name: {} of {} ({}).</source>
        <translation>{}: Zellen der Ereignisse, die darin nicht vorkommen: {} von {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>Points, or a table with x and y (or lon and lat) fields, one row for each radio cell. Fields are found by their names: cell_id, azimuth_deg, tilt_deg, height_m, power_w, range_m and so on, or the names of mobloc, multimno and OpenCellID. What is missing takes a default. 'Validate cell plan' shows what is read.</source>
        <translation>Punkte oder eine Tabelle mit Feldern x und y (oder lon und lat), eine Zeile je Funkzelle. Felder werden am Namen erkannt: cell_id, azimuth_deg, tilt_deg, height_m, power_w, range_m und so weiter, oder die Namen von mobloc, multimno und OpenCellID. Was fehlt, erhält eine Vorgabe. 'Zellplan prüfen' zeigt, was gelesen wird.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>The field that names each cell, for example cell_id. Empty: found by its name.</source>
        <translation>Das Feld, das jede Zelle nennt, zum Beispiel cell_id. Leer: am Namen erkannt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>CRS of the coordinate fields</source>
        <translation>KBS der Koordinatenfelder</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>Only for a cell plan without geometry: the CRS of its x and y fields. Empty: EPSG:4326 for fields named lon and lat.</source>
        <translation>Nur für einen Zellplan ohne Geometrie: das KBS seiner Felder x und y. Leer: EPSG:4326 für Felder namens lon und lat.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>What azimuths are measured from</source>
        <translation>Bezug der Azimute</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>true: from true north, as a compass bearing is. grid: from the y axis of the layer's CRS, or of the CRS worked in where the layer is in degrees. The two differ by the meridian convergence, 5 degrees in Vienna in EPSG:3035.</source>
        <translation>true: von geographisch Nord, wie eine Kompasspeilung. grid: von der y-Achse des Layer-KBS, oder des KBS, in dem gerechnet wird, wenn der Layer in Grad ist. Beide unterscheiden sich um die Meridiankonvergenz, in Wien in EPSG:3035 um 5 Grad.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>OpenCellID names found: the cell id is radio-mcc-net-area-cell.</source>
        <translation>OpenCellID-Namen gefunden: die Zell-ID ist radio-mcc-net-area-cell.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>CRS</source>
        <translation>KBS</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>{}: {} of {} cells can be used, in {}.</source>
        <translation>{}: {} von {} Zellen sind verwendbar, in {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>The area to cover with tiles. Empty: all cells with their range.</source>
        <translation>Das Gebiet, das mit Kacheln bedeckt wird. Leer: alle Zellen mit ihrer Reichweite.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>Edge of a tile, in metres; 100 m is the usual census grid.</source>
        <translation>Kantenlänge einer Kachel, in Metern; 100 m ist das übliche Zensusgitter.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>CRS of the grid</source>
        <translation>KBS des Gitters</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>A projected CRS in metres. Empty: that of the layer if it is metric, else EPSG:3035 (the INSPIRE grid) in Europe and the UTM zone elsewhere. Tile edges lie on whole multiples of the tile size.</source>
        <translation>Ein projiziertes KBS in Metern. Leer: das des Layers, wenn es metrisch ist, sonst EPSG:3035 (das INSPIRE-Gitter) in Europa und anderswo die UTM-Zone. Kachelkanten liegen auf ganzen Vielfachen der Kachelgröße.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>Grid: {} x {} tiles of {:g} m from ({:.10g}, {:.10g}) in {}.</source>
        <translation>Gitter: {} x {} Kacheln von {:g} m ab ({:.10g}, {:.10g}) in {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>Grid</source>
        <translation>Gitter</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>A table with one row for each cell (and time): cell_id, count, and time where there are many. 'Count phones per cell' writes it.</source>
        <translation>Eine Tabelle mit einer Zeile je Zelle (und Zeit): cell_id, count und time, wenn es viele gibt. 'Telefone je Zelle zählen' schreibt sie.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>The field that names the cell.</source>
        <translation>Das Feld, das die Zelle nennt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>Count field</source>
        <translation>Feld der Zählung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>The field with the number of phones, 0 or more.</source>
        <translation>Das Feld mit der Zahl der Telefone, 0 oder mehr.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>Date and time, ISO text, or epoch seconds or milliseconds.</source>
        <translation>Datum und Zeit, ISO-Text oder Epochensekunden oder -millisekunden.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>(no time)</source>
        <translation>(keine Zeit)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>Coordinates from the fields {} and {}, read as EPSG:4326.</source>
        <translation>Koordinaten aus den Feldern {} und {}, gelesen als EPSG:4326.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>row {}</source>
        <translation>Zeile {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>Cells corrected or doubtful</source>
        <translation>Berichtigte oder zweifelhafte Zellen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/journeys.py"/>
        <source>routes</source>
        <translation>Routen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/journeys.py"/>
        <source>positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/journeys.py"/>
        <source>Lines with device_id and journey_id, from start to end; 'Estimate trajectories' writes them.</source>
        <translation>Linien mit device_id und journey_id, vom Start zum Ziel; 'Trajektorien schätzen' schreibt sie.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/journeys.py"/>
        <source>Event positions</source>
        <translation>Ereignispositionen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/journeys.py"/>
        <source>Points on the routes, one an event: device_id, journey_id, time, along_m, event; 'Estimate trajectories' and 'Event positions on routes' write them. Where along_m is missing, a point lies at the nearest place of its route.</source>
        <translation>Punkte auf den Routen, einer je Ereignis: device_id, journey_id, time, along_m, event; 'Trajektorien schätzen' und 'Ereignispositionen auf Routen' schreiben sie. Wo along_m fehlt, liegt ein Punkt an der nächsten Stelle seiner Route.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/journeys.py"/>
        <source>{}: {} routes have several parts, which are joined in their order ({}).</source>
        <translation>{}: {} Routen haben mehrere Teile, die in ihrer Reihenfolge verbunden werden ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/journeys.py"/>
        <source>{}: {} routes repeat the device and journey of another one and are left out ({}).</source>
        <translation>{}: {} Routen wiederholen Gerät und Fahrt einer anderen und bleiben weg ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/journeys.py"/>
        <source>{}: {} routes in {}.</source>
        <translation>{}: {} Routen in {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/journeys.py"/>
        <source>{}: {} positions have no along_m; the nearest place of their route is taken.</source>
        <translation>{}: {} Positionen haben kein along_m; die nächste Stelle ihrer Route wird genommen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/journeys.py"/>
        <source>{}: {} positions lay behind a later one and were brought in order.</source>
        <translation>{}: {} Positionen lagen hinter einer späteren und wurden geordnet.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/journeys.py"/>
        <source>no route has their device and journey</source>
        <translation>keine Route hat ihr Gerät und ihre Fahrt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/journeys.py"/>
        <source>The field that tells the journeys of a phone apart.</source>
        <translation>Das Feld, das die Fahrten eines Telefons unterscheidet.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/layers.py"/>
        <source>{}: this format keeps no geometry; choose a GeoPackage (.gpkg) where it is needed.</source>
        <translation>{}: dieses Format behält keine Geometrie; wo sie nötig ist, ein GeoPackage (.gpkg) wählen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/matches.py"/>
        <source>Events in cells of which nothing is known on these roads, placed by the others: {} of {}.</source>
        <translation>Ereignisse in Zellen, über die auf diesen Straßen nichts bekannt ist, nach den übrigen verortet: {} von {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/matches.py"/>
        <source>Events whose cell is next to impossible where the phone must have been: {} of {} ({}). The field 'explained' tells which.</source>
        <translation>Ereignisse, deren Zelle dort nahezu unmöglich ist, wo das Telefon gewesen sein muss: {} von {} ({}). Das Feld 'explained' sagt, welche.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/matches.py"/>
        <source>So many mean that the cells are heard elsewhere than the input says. An emission model, at best one learned from measurements, explains more than areas, and these more than a cell plan.</source>
        <translation>So viele bedeuten, dass die Zellen anderswo zu hören sind, als die Eingabe besagt. Ein Emissionsmodell, am besten eines aus Messungen, erklärt mehr als Flächen, und diese mehr als ein Zellplan.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/matches.py"/>
        <source>Routes: {} of {} journeys; events placed: {}, {} of them unexplained; the band of {:.0%} reaches {:.0f} m on either side in the mean.</source>
        <translation>Routen: {} von {} Fahrten; verortete Ereignisse: {}, davon {} unerklärt; das Band von {:.0%} reicht im Mittel {:.0f} m zu jeder Seite.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measured.py"/>
        <source>Measured points</source>
        <translation>Messpunkte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measured.py"/>
        <source>Optional: points with device_id, time and cell_id, such as a drive test gives, every few seconds or at handovers: they tell where phones change from one cell to another. Points more than ten minutes apart are not joined.</source>
        <translation>Optional: Punkte mit device_id, time und cell_id, wie sie eine Messfahrt alle paar Sekunden oder bei Handovern liefert: sie sagen, wo Telefone von einer Zelle zur anderen wechseln. Punkte mit mehr als zehn Minuten Abstand werden nicht verbunden.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measured.py"/>
        <source>Device field (measured)</source>
        <translation>Gerätefeld (gemessen)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measured.py"/>
        <source>The field that tells the phones, or the drives, apart.</source>
        <translation>Das Feld, das die Telefone oder die Messfahrten unterscheidet.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measured.py"/>
        <source>Time field (measured)</source>
        <translation>Zeitfeld (gemessen)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measured.py"/>
        <source>The field with the time of the point.</source>
        <translation>Das Feld mit der Zeit des Punktes.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measured.py"/>
        <source>Cell id field (measured)</source>
        <translation>Feld der Zell-ID (gemessen)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measured.py"/>
        <source>The field with the id of the serving cell.</source>
        <translation>Das Feld mit der ID der bedienenden Zelle.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measured.py"/>
        <source>Measured points lie within (m)</source>
        <translation>Messpunkte liegen innerhalb von (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measured.py"/>
        <source>Handovers measured farther from the route belong to another road.</source>
        <translation>Handover, die weiter von der Route entfernt gemessen wurden, gehören zu einer anderen Straße.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measured.py"/>
        <source>{}: {} points name no cell and are passed over.</source>
        <translation>{}: {} Punkte nennen keine Zelle und werden übergangen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measured.py"/>
        <source>{}: {} handovers measured, {} of them between cells of the events.</source>
        <translation>{}: {} Handover gemessen, davon {} zwischen Zellen der Ereignisse.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measured.py"/>
        <source>{}: no measured handover is between cells of the events (theirs are {}, here {}).</source>
        <translation>{}: kein gemessener Handover liegt zwischen Zellen der Ereignisse (deren Zellen sind {}, hier {}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>no cell id</source>
        <translation>keine Zell-ID</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>outside the extent</source>
        <translation>außerhalb der Ausdehnung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>a level that is no number of dBm</source>
        <translation>ein Pegel, der keine Zahl in dBm ist</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>heard only, without a level</source>
        <translation>nur gehört, ohne Pegel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>Points with the id of a cell each: a row for each cell that served or was heard there. Fields are found by their names.</source>
        <translation>Punkte mit der ID je einer Zelle: eine Zeile für jede Zelle, die dort bediente oder gehört wurde. Felder werden am Namen erkannt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>The field that names the cell. Empty: found by its name.</source>
        <translation>Das Feld, das die Zelle nennt. Leer: am Namen erkannt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>Level field</source>
        <translation>Feld des Pegels</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>The field with the level in dBm, such as RSRP. Empty: found by its name, or none.</source>
        <translation>Das Feld mit dem Pegel in dBm, etwa RSRP. Leer: am Namen erkannt, oder keines.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>Serving field</source>
        <translation>Feld der bedienenden Zelle</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>The field that tells whether the cell served the phone (1, true, yes, serving, PCell) or was only heard (anything else). Empty: found by its name, such as serving or type; without one all cells served.</source>
        <translation>Das Feld, das sagt, ob die Zelle das Telefon bediente (1, true, yes, serving, PCell) oder nur gehört wurde (alles andere). Leer: am Namen erkannt, etwa serving oder type; ohne ein solches bedienten alle Zellen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>Group field</source>
        <translation>Feld der Gruppe</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>The field with the operator and carrier of the cell, such as EARFCN: cells compete only within their group. Empty: found by its name; without one all cells compete.</source>
        <translation>Das Feld mit Betreiber und Träger der Zelle, etwa EARFCN: Zellen konkurrieren nur in ihrer Gruppe. Leer: am Namen erkannt; ohne ein solches konkurrieren alle Zellen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>Drive or device field</source>
        <translation>Feld der Messfahrt oder des Geräts</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>The field that names the drive, day or device. Samples of one run are not independent: in a tile they have one vote together, and whole runs are left out to choose the bandwidth. Empty: found by its name.</source>
        <translation>Das Feld, das Messfahrt, Tag oder Gerät nennt. Messpunkte eines Laufs sind nicht unabhängig: in einer Kachel haben sie zusammen eine Stimme, und für die Wahl der Bandbreite werden ganze Läufe zurückgehalten. Leer: am Namen erkannt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>The field with the time of the measurement: date and time, ISO text, or epoch seconds or milliseconds. Only read with a half-life. Empty: found by its name.</source>
        <translation>Das Feld mit der Zeit der Messung: Datum und Zeit, ISO-Text oder Epochensekunden oder -millisekunden. Wird nur mit einer Halbwertszeit gelesen. Leer: am Namen erkannt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>Half-life of measurements (days)</source>
        <translation>Halbwertszeit der Messungen (Tage)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>A measurement counts half for each so many days between it and the day the model is for, and at least a twentieth. Where operators change their network often a few days are best. Empty: all measurements count the same.</source>
        <translation>Je so viele Tage zwischen einer Messung und dem Tag, für den das Modell gilt, zählt sie nur noch halb, mindestens aber ein Zwanzigstel. Wo Betreiber ihr Netz oft ändern, sind wenige Tage am besten. Leer: alle Messungen zählen gleich.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>Day the model is for</source>
        <translation>Tag, für den das Modell gilt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>With a half-life: measurements of the days around this time (UTC) count most, be they before or after it. Empty: that of the newest measurement.</source>
        <translation>Mit einer Halbwertszeit: Messungen der Tage um diese Zeit (UTC) zählen am meisten, davor wie danach. Leer: die Zeit der neuesten Messung.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>The points that could not be used: fid, cell_id, reason.</source>
        <translation>Die Punkte, die nicht verwendbar waren: fid, cell_id, reason.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>Fields: {}.</source>
        <translation>Felder: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>The day the model is for changes nothing without a half-life: all measurements count the same.</source>
        <translation>Der Tag, für den das Modell gilt, ändert nichts ohne eine Halbwertszeit: alle Messungen zählen gleich.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>The values of {} do not tell which cells served ({}); all are taken as serving.</source>
        <translation>Die Werte von {} sagen nicht, welche Zellen bedienten ({}); alle gelten als bedienend.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>{}: {} of {} points left out, {} (features {}).</source>
        <translation>{}: {} von {} Punkten weggelassen, {} (Objekte {}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>The model is for {}: with a half-life of {:g} days the {} samples count as {:.1f} of that day.</source>
        <translation>Das Modell gilt für {}: mit einer Halbwertszeit von {:g} Tagen zählen die {} Messpunkte wie {:.1f} von diesem Tag.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>Cells with samples in several groups, which take that of most: {}.</source>
        <translation>Zellen mit Messpunkten in mehreren Gruppen, die die der meisten erhalten: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/models.py"/>
        <source>A .mno.npz file that 'Emission model from cell plan', 'from areas' or 'from table' wrote.</source>
        <translation>Eine .mno.npz-Datei, die 'Emissionsmodell aus Zellplan', 'aus Flächen' oder 'aus Tabelle' geschrieben hat.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/models.py"/>
        <source>Model: {} cells on {} x {} tiles of {:g} m, {} entries; {} tiles are not covered.</source>
        <translation>Modell: {} Zellen auf {} x {} Kacheln von {:g} m, {} Einträge; {} Kacheln sind unversorgt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/models.py"/>
        <source>Emission model file</source>
        <translation>Datei des Emissionsmodells</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/models.py"/>
        <source>The model for the other algorithms, one .mno.npz file.</source>
        <translation>Das Modell für die anderen Algorithmen, eine einzige .mno.npz-Datei.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/models.py"/>
        <source>Coverage</source>
        <translation>Versorgung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/models.py"/>
        <source>Number of cells received in each tile; no data where there is none.</source>
        <translation>Zahl der in jeder Kachel empfangenen Zellen; kein Wert, wo es keine gibt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/models.py"/>
        <source>The strongest cell of each tile, as its place in the model, from 1.</source>
        <translation>Die stärkste Zelle jeder Kachel, als ihr Platz im Modell, ab 1.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/models.py"/>
        <source>Tiles no cell covers</source>
        <translation>Kacheln, die keine Zelle versorgt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/models.py"/>
        <source>Entries of the model</source>
        <translation>Einträge des Modells</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/models.py"/>
        <source>Cells without a footprint, as they reach no tile: {} ({}).</source>
        <translation>Zellen ohne Versorgungsgebiet, da sie keine Kachel erreichen: {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/models.py"/>
        <source>cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/models.py"/>
        <source>best server</source>
        <translation>Best Server</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/models.py"/>
        <source>Model written: {} cells, {} tiles, {} entries; {} tiles ({:.1%}) are covered by no cell.</source>
        <translation>Modell geschrieben: {} Zellen, {} Kacheln, {} Einträge; {} Kacheln ({:.1%}) werden von keiner Zelle versorgt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/pairs.py"/>
        <source>no key</source>
        <translation>kein Schlüssel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/pairs.py"/>
        <source>no counterpart</source>
        <translation>kein Gegenstück</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/pairs.py"/>
        <source>key of an earlier row</source>
        <translation>Schlüssel einer früheren Zeile</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/pairs.py"/>
        <source>Key fields</source>
        <translation>Schlüsselfelder</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/pairs.py"/>
        <source>Fields of the estimated layer that together name a row. Empty: {}, as far as both layers have them.</source>
        <translation>Felder des geschätzten Layers, die zusammen eine Zeile benennen. Leer: {}, soweit beide Layer sie haben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/pairs.py"/>
        <source>Key fields of the truth</source>
        <translation>Schlüsselfelder der Wahrheit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/pairs.py"/>
        <source>Fields of the true layer that correspond to them, in the same order. Empty: those of the same names.</source>
        <translation>Felder des wahren Layers, die ihnen entsprechen, in derselben Reihenfolge. Leer: die mit denselben Namen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/pairs.py"/>
        <source>Without counterpart</source>
        <translation>Ohne Gegenstück</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/pairs.py"/>
        <source>Rows of either layer that were not compared: side, layer, fid, reason and the keys.</source>
        <translation>Zeilen beider Layer, die nicht verglichen wurden: side, layer, fid, reason und die Schlüssel.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/pairs.py"/>
        <source>{}: {} rows not compared, {} ({}).</source>
        <translation>{}: {} Zeilen nicht verglichen, {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/pairs.py"/>
        <source>Distances are measured in {}.</source>
        <translation>Distanzen werden in {} gemessen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/plan_report.py"/>
        <source>Kinds of problems</source>
        <translation>Arten von Problemen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/plan_report.py"/>
        <source>Where they are</source>
        <translation>Wo sie liegen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/plan_report.py"/>
        <source>What the columns hold</source>
        <translation>Was die Spalten enthalten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/plan_report.py"/>
        <source>Of the usable cells.</source>
        <translation>Von den brauchbaren Zellen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/plan_report.py"/>
        <source>Each problem</source>
        <translation>Jedes Problem</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/plan_report.py"/>
        <source>The first {} of each kind, {:,} of {:,}; the layer of problems has all.</source>
        <translation>Die ersten {} jeder Art, {:,} von {:,}; der Layer der Probleme enthält alle.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/plan_report.py"/>
        <source>dropped</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/plan_report.py"/>
        <source>kept</source>
        <translation>behalten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/plan_report.py"/>
        <source>The cell is</source>
        <translation>Die Zelle wird</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/plan_report.py"/>
        <source>corrected or doubtful</source>
        <translation>korrigiert oder zweifelhaft</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/plan_report.py"/>
        <source>Rows with problems that have no place, or lie far outside of this map: {}.</source>
        <translation>Zeilen mit Problemen, die keinen Ort haben oder weit außerhalb dieser Karte liegen: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/plan_report.py"/>
        <source>Taken as</source>
        <translation>Gelesen als</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/plan_report.py"/>
        <source>Given</source>
        <translation>Angegeben</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/plan_report.py"/>
        <source>Not given</source>
        <translation>Nicht angegeben</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/plan_report.py"/>
        <source>Distribution</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/plan_report.py"/>
        <source>The most frequent</source>
        <translation>Die häufigsten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/plan_report.py"/>
        <source>Distinct</source>
        <translation>Verschiedene</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>Antenna pattern</source>
        <translation>Antennendiagramm</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>An MSI, Planet, Radio Mobile or SPLAT! file for all directed cells; a cell whose column antenna names another file takes that one from the same folder. Empty: patterns by beam widths after 3GPP.</source>
        <translation>Eine Datei von MSI, Planet, Radio Mobile oder SPLAT! für alle gerichteten Zellen; eine Zelle, deren Spalte antenna eine andere Datei nennt, nimmt diese aus demselben Ordner. Leer: Diagramme nach Halbwertsbreiten gemäß 3GPP.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>What the power of the plan is</source>
        <translation>Art der Leistung im Plan</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>conducted: at the transmitter, the gain is added and loss_db taken off. erp: radiated, against a dipole. eirp: radiated, against an isotropic antenna.</source>
        <translation>conducted: am Sender, der Gewinn wird addiert und loss_db abgezogen. erp: abgestrahlt, gegenüber einem Dipol. eirp: abgestrahlt, gegenüber einem isotropen Strahler.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>reference: what phones report, RSRP of LTE and 5G, RSCP of UMTS, the carrier of GSM. total: all received power.</source>
        <translation>reference: was Telefone melden, RSRP bei LTE und 5G, RSCP bei UMTS, der Träger bei GSM. total: die gesamte Empfangsleistung.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>Kind of place</source>
        <translation>Art der Umgebung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>For Hata, COST 231, TR 38.901 and hybrid where no land use tells it.</source>
        <translation>Für Hata, COST 231, TR 38.901 und hybrid, wo keine Landnutzung sie angibt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>Above the terrain.</source>
        <translation>Über dem Gelände.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>Height of phones (m)</source>
        <translation>Höhe der Telefone (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>Processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>Processes that share many masts. 0: one for each core.</source>
        <translation>Prozesse, die sich viele Masten teilen. 0: einer je Prozessorkern.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>Antenna patterns read: {}.</source>
        <translation>Gelesene Antennendiagramme: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>The plan names antennas. Their patterns are read where 'Antenna pattern' names a file of their folder.</source>
        <translation>Der Plan nennt Antennen. Ihre Diagramme werden gelesen, wenn 'Antennendiagramm' eine Datei aus ihrem Ordner nennt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>Cells where the terrain has no height, which take the nearest one: {} ({}).</source>
        <translation>Zellen, an denen das Gelände keine Höhe hat und die die nächste erhalten: {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>Outside the range of the propagation model: {}.</source>
        <translation>Außerhalb des Gültigkeitsbereichs des Ausbreitungsmodells: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>Buildings stand in nobody's way in the propagation model {}: take terrain or hybrid.</source>
        <translation>Gebäude stehen im Ausbreitungsmodell {} niemandem im Weg: terrain oder hybrid wählen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>The propagation model {} without terrain heights, buildings or land use is free space over flat land, which promises too much: take hybrid or extended_hata.</source>
        <translation>Das Ausbreitungsmodell {} ohne Geländehöhen, Gebäude oder Landnutzung ist Freiraum über ebenem Land und verspricht zu viel: hybrid oder extended_hata wählen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>Cells whose antenna has no file, which take the pattern of cells that name none: {} ({}).</source>
        <translation>Zellen, deren Antenne keine Datei hat und die das Diagramm der Zellen ohne Angabe erhalten: {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>Cells without azimuth_deg are omnidirectional: {} ({}).</source>
        <translation>Zellen ohne azimuth_deg sind Rundstrahler: {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>Cells without {}: {}, which take {} ({}).</source>
        <translation>Zellen ohne {}: {}; sie erhalten {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>The plan gives no values for these columns, so all {} cells take {}.</source>
        <translation>Der Plan gibt für diese Spalten keine Werte an, daher erhalten alle {} Zellen {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/predictions.py"/>
        <source>Cells heard</source>
        <translation>Gehörte Zellen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/predictions.py"/>
        <source>Covered area (km²)</source>
        <translation>Versorgte Fläche (km²)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/predictions.py"/>
        <source>Covered share</source>
        <translation>Versorgter Anteil</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/predictions.py"/>
        <source>Cells received where covered, mean</source>
        <translation>Empfangene Zellen, wo versorgt, Mittel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/predictions.py"/>
        <source>Cells that reach no pixel of the area: {} ({}).</source>
        <translation>Zellen, die kein Pixel des Gebiets erreichen: {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/predictions.py"/>
        <source>Cells that reach the least level up to the end of their range, and perhaps farther: {} ({}).</source>
        <translation>Zellen, die den Mindestpegel bis ans Ende ihrer Reichweite und vielleicht darüber hinaus erreichen: {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/predictions.py"/>
        <source>Cells predicted: {} of {}, {}. Covered: {:,.1f} km², {:.1%} of the area; {:.1f} cells received there on average.</source>
        <translation>Vorhergesagte Zellen: {} von {}, {}. Versorgt: {:,.1f} km², {:.1%} des Gebiets; dort werden im Mittel {:.1f} Zellen empfangen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/predictions.py"/>
        <source>level of the best server (dBm)</source>
        <translation>Pegel des Best Servers (dBm)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/predictions.py"/>
        <source>Without patches and holes below {:,.0f} m² the areas have {:,.2f} km² instead of {:,.2f} km².</source>
        <translation>Ohne Stücke und Löcher unter {:,.0f} m² haben die Flächen {:,.2f} km² statt {:,.2f} km².</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/predictions.py"/>
        <source>Cells that are received but serve nowhere, and so have no area: {} ({}). Where bands of one site outdo each other, predict them one by one, or take the areas 'heard'.</source>
        <translation>Zellen, die empfangen werden, aber nirgends bedienen und daher keine Fläche haben: {} ({}). Wo Frequenzbänder eines Standorts einander übertreffen, sie einzeln vorhersagen oder die Flächen 'heard' nehmen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/provider.py"/>
        <source>MNO mobility</source>
        <translation>MNO-Mobilität</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/provider.py"/>
        <source>MNO mobility: densities and trajectories from mobile-network-operator data</source>
        <translation>MNO-Mobilität: Dichten und Trajektorien aus Daten von Mobilfunkbetreibern</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/report.py"/>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/report.py"/>
        <source>HTML files (*.html)</source>
        <translation>HTML-Dateien (*.html)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/report.py"/>
        <source>A page with the figures, charts and maps, for the results viewer and the printer.</source>
        <translation>Eine Seite mit Kennzahlen, Diagrammen und Karten, für den Ergebnisbetrachter und den Drucker.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/report.py"/>
        <source>{:,} of {:,} are drawn, spread evenly.</source>
        <translation>{:,} von {:,} sind gezeichnet, gleichmäßig verteilt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Roads</source>
        <translation>Straßen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Lines of roads that meet where they share a vertex, such as the layer 'lines' of an OpenStreetMap file (.osm, .osm.pbf). Fields are found by their names: highway, maxspeed, oneway and so on, also as tags within other_tags.</source>
        <translation>Straßenlinien, die sich treffen, wo sie einen Stützpunkt teilen, etwa der Layer 'lines' einer OpenStreetMap-Datei (.osm, .osm.pbf). Felder werden am Namen erkannt: highway, maxspeed, oneway und so weiter, auch als Tags in other_tags.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Class field</source>
        <translation>Feld der Klasse</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>The class of the road as OpenStreetMap's highway. Only classes with a default speed are driven on.</source>
        <translation>Die Klasse der Straße wie highway bei OpenStreetMap. Nur Klassen mit einer angenommenen Geschwindigkeit werden befahren.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Speed limit field</source>
        <translation>Feld der Höchstgeschwindigkeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Speed limits as in OpenStreetMap, such as 50, 30 mph or DE:urban.</source>
        <translation>Höchstgeschwindigkeiten wie bei OpenStreetMap, etwa 50, 30 mph oder DE:urban.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Direction field</source>
        <translation>Feld der Richtung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>yes, -1 or no as in OpenStreetMap; F, T and B as Geofabrik has it; or the words below.</source>
        <translation>yes, -1 oder no wie bei OpenStreetMap; F, T und B wie bei Geofabrik; oder die Wörter unten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Junction field</source>
        <translation>Feld der Kreuzung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Where it says roundabout, the road is one-way.</source>
        <translation>Wo roundabout steht, ist die Straße eine Einbahn.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Access field</source>
        <translation>Feld des Zugangs</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Roads where it says no or private are left out.</source>
        <translation>Straßen, bei denen no oder private steht, bleiben weg.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Motor vehicle field</source>
        <translation>Feld für Kraftfahrzeuge</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Where it says anything, it wins over access.</source>
        <translation>Wo etwas steht, geht es dem Zugang vor.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Speed field (km/h)</source>
        <translation>Feld der Geschwindigkeit (km/h)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Speeds as plain numbers in km/h; they win over speed limits.</source>
        <translation>Geschwindigkeiten als reine Zahlen in km/h; sie gehen Höchstgeschwindigkeiten vor.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Words of the direction field</source>
        <translation>Wörter des Richtungsfelds</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>What they mean: 1 along the line, -1 against it, 0 both, such as FT=1, TF=-1, N=0. Empty: those of OpenStreetMap.</source>
        <translation>Was sie bedeuten: 1 in Richtung der Linie, -1 dagegen, 0 beides, etwa FT=1, TF=-1, N=0. Leer: die von OpenStreetMap.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Default speeds (km/h)</source>
        <translation>Angenommene Geschwindigkeiten (km/h)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Speeds by class where none is given, such as motorway=130, residential=30, track=20; 0 closes a class. Classes not named keep the plugin's default.</source>
        <translation>Geschwindigkeiten je Klasse, wo keine angegeben ist, etwa motorway=130, residential=30, track=20; 0 sperrt eine Klasse. Nicht genannte Klassen behalten die Vorgabe des Plugins.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Speed of roads without class (km/h)</source>
        <translation>Geschwindigkeit von Straßen ohne Klasse (km/h)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>The default where the layer has no class field.</source>
        <translation>Die Annahme, wenn der Layer kein Feld der Klasse hat.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Roads to keep</source>
        <translation>Behaltene Straßen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>weak: the largest part that hangs together; strong: the largest part where every place can be reached from every other; all: islands too.</source>
        <translation>weak: der größte zusammenhängende Teil; strong: der größte Teil, in dem jeder Ort von jedem anderen erreichbar ist; all: auch Inseln.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Drive all roads both ways</source>
        <translation>Alle Straßen in beiden Richtungen befahren</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Ignore one-way streets.</source>
        <translation>Einbahnen nicht beachten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Snap vertices (m)</source>
        <translation>Stützpunkte fangen (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Vertices that are equal when rounded to this many metres are one; 0: only those that are equal.</source>
        <translation>Stützpunkte, die auf so viele Meter gerundet gleich sind, sind einer; 0: nur gleiche.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>these are no lines</source>
        <translation>das sind keine Linien</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Use a line layer, in a file of OpenStreetMap the one named 'lines'.</source>
        <translation>Einen Linienlayer verwenden, in einer Datei von OpenStreetMap den namens 'lines'.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>it has no geometry</source>
        <translation>er hat keine Geometrie</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Use a line layer.</source>
        <translation>Einen Linienlayer verwenden.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Read from the tags in the field {}: {}.</source>
        <translation>Aus den Tags im Feld {} gelesen: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Speeds that are no number: {}.</source>
        <translation>Geschwindigkeiten, die keine Zahl sind: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>{!r} is not understood</source>
        <translation>{!r} ist nicht verständlich</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Write such as {}.</source>
        <translation>Zu schreiben wie {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Roads: {:,} lines make {:,.1f} km in {:,} pieces between {:,} nodes, {:,} arcs; metric CRS {}.</source>
        <translation>Straßen: {:,} Linien ergeben {:,.1f} km in {:,} Stücken zwischen {:,} Knoten, {:,} Kanten; metrisches KBS {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Speeds: {:,} roads have one of their own, {:,} take a default.</source>
        <translation>Geschwindigkeiten: {:,} Straßen haben eine eigene, {:,} erhalten eine angenommene.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Roads left out: {:,}, {} (features {}).</source>
        <translation>Weggelassene Straßen: {:,}, {} (Objekte {}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Classes that are not driven on</source>
        <translation>Klassen, die nicht befahren werden</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Speeds that are not understood</source>
        <translation>Nicht verständliche Geschwindigkeiten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Directions that are not understood</source>
        <translation>Nicht verständliche Richtungen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Roads outside the largest part, left out: {:,.1f} km with {:,} nodes; parts that hang together: {:,}.</source>
        <translation>Straßen außerhalb des größten Teils, weggelassen: {:,.1f} km mit {:,} Knoten; zusammenhängende Teile: {:,}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>The roads are {:,} parts that do not hang together, all kept.</source>
        <translation>Die Straßen sind {:,} Teile ohne Zusammenhang, alle behalten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/roads.py"/>
        <source>Arcs that end where they begin: {:,}; arcs beside another one: {:,}; both stay.</source>
        <translation>Kanten, die enden, wo sie beginnen: {:,}; Kanten neben einer anderen: {:,}; beide bleiben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Create scenario</source>
        <translation>Szenario erzeugen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Makes up a network, people, phones, roads, journeys and the events of a day, with the truth known.</source>
        <translation>Erfindet Netz, Bevölkerung, Telefone, Straßen, Fahrten und die Ereignisse eines Tages, mit bekannter Wahrheit.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>&lt;p&gt;Radio cells stand in layers on jittered hexagonal lattices, as in Ricciato and Coluccia 2021, section VI. People live in towns and villages, or as a raster says. Phones commute and run errands; they call, hand over, change location areas, and some are idle and hardly heard. Every event is recorded in a cell drawn from the emission model of the phone's tile.&lt;/p&gt;&lt;p&gt;Journeys, if any are wanted, are drives on roads, made up or yours, by phones of their own. Their events follow the received level with shadowing and hysteresis, so that there are ping-pong handovers as in Ostermayer et al. 2016; most are in one call from start to end. They are a table of their own, and the other events are the same with and without them.&lt;/p&gt;&lt;p&gt;The same seed makes the same world. Use it to try the other algorithms and to see how good they are.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Funkzellen stehen in Schichten auf verzitterten Sechseckgittern, wie in Ricciato und Coluccia 2021, Abschnitt VI. Menschen leben in Städten und Dörfern, oder wie ein Raster es sagt. Telefone pendeln und machen Besorgungen; sie rufen an, wechseln Zellen und Location Areas, und manche sind untätig und kaum zu hören. Jedes Ereignis wird in einer Zelle erfasst, die aus dem Emissionsmodell der Kachel des Telefons gezogen wird.&lt;/p&gt;&lt;p&gt;Fahrten, wenn welche gewünscht sind, führen über erfundene oder eigene Straßen, mit eigenen Telefonen. Ihre Ereignisse folgen dem Empfangspegel mit Abschattung und Hysterese, so dass es Ping-Pong-Handover gibt wie bei Ostermayer et al. 2016; die meisten sind vom Start bis zum Ziel in einem Gespräch. Sie bilden eine eigene Tabelle, und die übrigen Ereignisse sind mit ihnen und ohne sie dieselben.&lt;/p&gt;&lt;p&gt;Derselbe Startwert ergibt dieselbe Welt. So lassen sich die anderen Algorithmen erproben und zeigt sich, wie gut sie sind.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Where the world lies. Empty: a square in the North Sea, where nobody takes it for real.</source>
        <translation>Wo die Welt liegt. Leer: ein Quadrat in der Nordsee, wo niemand sie für echt hält.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Width and height</source>
        <translation>Breite und Höhe</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Without an extent: the edge of the square, in metres.</source>
        <translation>Ohne Ausdehnung: die Kantenlänge des Quadrats, in Metern.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Edge of a tile, in metres.</source>
        <translation>Kantenlänge einer Kachel, in Metern.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>A projected CRS in metres. Empty: one that suits the extent.</source>
        <translation>Ein projiziertes KBS in Metern. Leer: eines, das zur Ausdehnung passt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>People per pixel, in any CRS and resolution. Empty: made up.</source>
        <translation>Einwohner je Pixel, in beliebigem KBS und beliebiger Auflösung. Leer: erfunden.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Layers of cells</source>
        <translation>Schichten von Zellen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>One row a layer: name, distance of towers, jitter, azimuth of the first sector in the grid, power, range, path-loss exponent, antenna height, steepness of dominance. The default is the paper's network.</source>
        <translation>Eine Zeile je Schicht: Name, Abstand der Masten, Streuung der Orte, Azimut des ersten Sektors im Gitter, Leistung, Reichweite, Pfadverlustexponent, Antennenhöhe, Steilheit der Dominanz. Die Vorgabe ist das Netz der Arbeit.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Number of phones of the operator.</source>
        <translation>Zahl der Telefone des Betreibers.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Number of drives, each by a phone of its own. 0: none.</source>
        <translation>Zahl der Fahrten, jede mit einem eigenen Telefon. 0: keine.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>The day of the events (UTC). Empty: 12 March 2024.</source>
        <translation>Der Tag der Ereignisse (UTC). Leer: 12. März 2024.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Another number makes another world.</source>
        <translation>Eine andere Zahl ergibt eine andere Welt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>The cell plan.</source>
        <translation>Der Zellplan.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>device_id, time, t_unix, cell_id, event, lac, service.</source>
        <translation>Spalten: device_id, time, t_unix, cell_id, event, lac, service.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Phones per cell at 4, 8, 12, 16 and 20 o'clock if each phone were seen just then.</source>
        <translation>Telefone je Zelle um 4, 8, 12, 16 und 20 Uhr, wenn jedes Telefon genau dann gesehen würde.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Events of journeys</source>
        <translation>Ereignisse der Fahrten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>The events of the journeys, as above.</source>
        <translation>Die Ereignisse der Fahrten, wie oben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>True routes</source>
        <translation>Wahre Routen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>A line a journey from start to end, with the time of arrival at each vertex as M, in seconds since 1970.</source>
        <translation>Eine Linie je Fahrt vom Start zum Ziel, mit der Ankunftszeit an jedem Stützpunkt als M, in Sekunden seit 1970.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>True positions</source>
        <translation>Wahre Positionen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Where each event of a journey happened, how far along the route, and the mean speed since the event before.</source>
        <translation>Wo jedes Ereignis einer Fahrt geschah, wie weit auf der Route, und die mittlere Geschwindigkeit seit dem vorigen Ereignis.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Made-up roads</source>
        <translation>Erfundene Straßen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>With highway, maxspeed, oneway, bridge and name as OpenStreetMap has them.</source>
        <translation>Mit highway, maxspeed, oneway, bridge und name wie bei OpenStreetMap.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Phones per tile at these times, a band a time.</source>
        <translation>Telefone je Kachel zu diesen Zeiten, ein Kanal je Zeit.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>People per tile.</source>
        <translation>Einwohner je Kachel.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>People</source>
        <translation>Einwohner</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>No roads are made up and written, since there are given ones.</source>
        <translation>Straßen werden nicht erfunden und geschrieben, da welche angegeben sind.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Roads: {} lines.</source>
        <translation>Straßen: {} Linien.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>{} is not written: there are no journeys.</source>
        <translation>{} wird nicht geschrieben: es gibt keine Fahrten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Journeys are made, but none of their layers is asked for: choose where to write their events, routes or positions.</source>
        <translation>Fahrten werden erzeugt, aber keiner ihrer Layer ist verlangt: wählen, wohin ihre Ereignisse, Routen oder Positionen geschrieben werden.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/loadsample.py"/>
        <source>Load sample data</source>
        <translation>Beispieldaten laden</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/loadsample.py"/>
        <source>Writes the sample country Musterland to a folder and loads it: cells, events, counts, people, roads and the truth.</source>
        <translation>Schreibt das Beispielland Musterland in einen Ordner und lädt es: Zellen, Ereignisse, Zählungen, Einwohner, Straßen und die Wahrheit.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/loadsample.py"/>
        <source>&lt;p&gt;Musterland is 20 x 20 km of invented land in the North Sea with 170,000 people, of whom 20,000 carry a phone of our operator. Go on with 'Emission model from cell plan' on the cells, 'Count phones per cell' on the events, 'Estimate density' on both, and 'Compare densities' with the truth.&lt;/p&gt;&lt;p&gt;200 more phones drive over its roads. Their events, true routes and true positions are for the algorithms of the group 'Trajectory'.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Musterland ist 20 x 20 km erfundenes Land in der Nordsee mit 170.000 Einwohnern, von denen 20.000 ein Telefon unseres Betreibers tragen. Weiter geht es mit 'Emissionsmodell aus Zellplan' auf den Zellen, 'Telefone je Zelle zählen' auf den Ereignissen, 'Dichte schätzen' auf beiden und 'Dichten vergleichen' mit der Wahrheit.&lt;/p&gt;&lt;p&gt;200 weitere Telefone fahren über seine Straßen. Ihre Ereignisse, wahren Routen und wahren Positionen sind für die Algorithmen der Gruppe 'Trajektorie'.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/loadsample.py"/>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/loadsample.py"/>
        <source>Where the files go: {}. Files of these names are replaced.</source>
        <translation>Wohin die Dateien kommen: {}. Dateien dieser Namen werden ersetzt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/loadsample.py"/>
        <source>Add the layers to the project.</source>
        <translation>Die Layer zum Projekt hinzufügen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/loadsample.py"/>
        <source>Load the layers</source>
        <translation>Layer laden</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/surroundings.py"/>
        <source>Surroundings</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/surroundings.py"/>
        <source>flat: levels fall with distance. hills_and_buildings: made-up hills, and houses along the streets, stand in the way of the waves and decide the handovers of the journeys; this may take minutes. Towers within a building stand on its roof.</source>
        <translation>flat: Pegel fallen mit der Entfernung. hills_and_buildings: erfundene Hügel und Häuser entlang der Straßen stehen den Wellen im Weg und entscheiden die Handover der Fahrten; das kann Minuten dauern. Masten in einem Gebäude stehen auf dessen Dach.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/surroundings.py"/>
        <source>Terrain</source>
        <translation>Gelände</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/surroundings.py"/>
        <source>With hills and buildings: height of the bare earth in metres.</source>
        <translation>Mit Hügeln und Gebäuden: Höhe des nackten Erdbodens in Metern.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/surroundings.py"/>
        <source>With hills and buildings: footprints with their height in metres.</source>
        <translation>Mit Hügeln und Gebäuden: Grundrisse mit ihrer Höhe in Metern.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/surroundings.py"/>
        <source>{} is not written: the surroundings are flat.</source>
        <translation>{} wird nicht geschrieben: die Umgebung ist flach.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/surroundings.py"/>
        <source>Terrain from {:.0f} to {:.0f} m; {} buildings of {:.0f} to {:.0f} m; {} cells on roofs.</source>
        <translation>Gelände von {:.0f} bis {:.0f} m; {} Gebäude von {:.0f} bis {:.0f} m; {} Zellen auf Dächern.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/surroundings.py"/>
        <source>height_m</source>
        <translation>Höhe in m</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/worlds.py"/>
        <source>people</source>
        <translation>Einwohner</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/worlds.py"/>
        <source>Network: {} sites, {} cells, {} location areas; {} of {} tiles are covered by no cell.</source>
        <translation>Netz: {} Standorte, {} Zellen, {} Location Areas; {} von {} Kacheln werden von keiner Zelle versorgt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/worlds.py"/>
        <source>{:.0f} people on {:.1%} of the tiles; {} phones made {} events ({} handovers, {} location-area updates).</source>
        <translation>{:.0f} Einwohner auf {:.1%} der Kacheln; {} Telefone machten {} Ereignisse ({} Handover, {} Location-Area-Updates).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/worlds.py"/>
        <source>Phones without coverage at the reference times: {}.</source>
        <translation>Telefone ohne Versorgung zu den Bezugszeiten: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/worlds.py"/>
        <source>{} journeys of {:.1f} km at {:.0f} km/h on average made {} events ({} handovers, {} location-area updates).</source>
        <translation>{} Fahrten von {:.1f} km mit {:.0f} km/h im Mittel machten {} Ereignisse ({} Handover, {} Location-Area-Updates).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/worlds.py"/>
        <source>From one handover to the next: {:.0f} m on average; {:.0%} of them are ping-pong, back within half a minute.</source>
        <translation>Von einem Handover zum nächsten: {:.0f} m im Mittel; {:.0%} davon sind Ping-Pong, innerhalb einer halben Minute zurück.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/worlds.py"/>
        <source>Journeys without any event: {}. Calls and sessions cut short by lost coverage: {}.</source>
        <translation>Fahrten ohne Ereignis: {}. Durch Versorgungsverlust verkürzte Gespräche und Sitzungen: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/speed_truth.py"/>
        <source>no speed</source>
        <translation>keine Geschwindigkeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/speed_truth.py"/>
        <source>no time before it, or none at all</source>
        <translation>keine Zeit davor oder gar keine</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/speed_truth.py"/>
        <source>no track of its key</source>
        <translation>keine Spur mit diesem Schlüssel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/speed_truth.py"/>
        <source>not all of it lies on the track, or over a gap</source>
        <translation>liegt nicht ganz auf der Spur oder über einer Lücke</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/speed_truth.py"/>
        <source>less than a second passes</source>
        <translation>es vergeht weniger als eine Sekunde</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/speed_truth.py"/>
        <source>{}: {} lines left out, times run backwards ({}).</source>
        <translation>{}: {} Linien weggelassen, Zeiten laufen rückwärts ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/speed_truth.py"/>
        <source>{}: {} points left out, without time or place ({}).</source>
        <translation>{}: {} Punkte weggelassen, ohne Zeit oder Ort ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/styles.py"/>
        <source>4 to 5</source>
        <translation>4 bis 5</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/styles.py"/>
        <source>more than 50</source>
        <translation>mehr als 50</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/styles.py"/>
        <source>6 to 10</source>
        <translation>6 bis 10</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/styles.py"/>
        <source>11 to 20</source>
        <translation>11 bis 20</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/styles.py"/>
        <source>21 to 50</source>
        <translation>21 bis 50</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/styles.py"/>
        <source>{:,g} to {:,g} m</source>
        <translation>{:,g} bis {:,g} m</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/styles.py"/>
        <source>more than {:,g} m</source>
        <translation>mehr als {:,g} m</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/styles.py"/>
        <source>{:.0%} to {:.0%}</source>
        <translation>{:.0%} bis {:.0%}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/styles.py"/>
        <source>more than {:.0%}</source>
        <translation>mehr als {:.0%}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/styles.py"/>
        <source>{:g} to {:g}</source>
        <translation>{:g} bis {:g}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Estimate trajectories</source>
        <translation>Trajektorien schätzen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Tells which way phones went on the roads, and where on the way their handovers and location area updates took place.</source>
        <translation>Sagt, welchen Weg Telefone auf den Straßen nahmen und wo auf dem Weg ihre Handover und Location-Area-Updates stattfanden.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>&lt;p&gt;The start of a journey is drawn from the area of its first cell and the end from that of its last, where land use and population make them likely. Of the fastest routes between 20 such pairs the one is taken that passes the cells' areas best and takes about as long as the journey did. Each event is then placed on the route where the areas of its two cells meet (Ostermayer, Kieslich and Lindorfer 2016, sections 3.4 to 3.6).&lt;/p&gt;&lt;p&gt;Events with a journey_id keep their journeys; others are cut into journeys first, as 'Clean events' does it with its defaults. A journey that cannot be estimated is listed with the reason, and the rest goes on. The same seed gives the same result, whatever else is in the layer.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Der Start einer Fahrt wird aus der Fläche ihrer ersten Zelle gezogen und das Ziel aus der ihrer letzten, dort, wo Landnutzung und Bevölkerung sie wahrscheinlich machen. Von den schnellsten Routen zwischen 20 solchen Paaren wird die genommen, die am besten durch die Zellflächen führt und ungefähr so lange dauert wie die Fahrt. Jedes Ereignis wird dann auf der Route dort verortet, wo sich die Flächen seiner beiden Zellen treffen (Ostermayer, Kieslich und Lindorfer 2016, Abschnitte 3.4 bis 3.6).&lt;/p&gt;&lt;p&gt;Ereignisse mit einer journey_id behalten ihre Fahrten; andere werden zuerst in Fahrten geteilt, wie 'Ereignisse bereinigen' es mit seinen Vorgaben tut. Eine Fahrt, die sich nicht schätzen lässt, wird mit dem Grund aufgelistet, und die übrigen gehen weiter. Derselbe Startwert ergibt dasselbe Ergebnis, was immer sonst im Layer ist.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Optional: sites for location area updates, and for the distance to sites.</source>
        <translation>Optional: Standorte für Location-Area-Updates und für die Entfernung zu Standorten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Number of candidate routes</source>
        <translation>Zahl der Kandidatenrouten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Pairs of start and end drawn for each journey.</source>
        <translation>Paare von Start und Ziel, die für jede Fahrt gezogen werden.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Choice of the route</source>
        <translation>Wahl der Route</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>ranks: least sum of the ranks of the distance to the cells and of the duration ratio; distance or duration: one of both alone.</source>
        <translation>ranks: kleinste Summe der Ränge der Entfernung zu den Zellen und des Dauerverhältnisses; distance oder duration: nur eines von beiden.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Distance to</source>
        <translation>Entfernung zu</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>What the distance of a route to a cell is measured to: the centroid of its area, or its site by the cell plan.</source>
        <translation>Wohin die Entfernung einer Route zu einer Zelle gemessen wird: zum Schwerpunkt ihrer Fläche oder zu ihrem Standort nach dem Zellplan.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>An event that leads back to a cell left no longer ago than this is dropped before the route is known. 0: none.</source>
        <translation>Ein Ereignis, das in eine Zelle zurückführt, die vor höchstens dieser Zeit verlassen wurde, wird verworfen, bevor die Route bekannt ist. 0: keines.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Undo ping-pong by the route</source>
        <translation>Ping-Pong anhand der Route entfernen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Drop events that lead back to the cell before, where the route uses no stretch twice.</source>
        <translation>Ereignisse verwerfen, die zur vorigen Zelle zurückführen, wo die Route kein Stück zweimal benutzt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Farthest road</source>
        <translation>Fernste Straße</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>A start or end farther from any road is no candidate, in metres. Empty: any distance.</source>
        <translation>Start oder Ziel, das weiter von jeder Straße entfernt ist, ist kein Kandidat, in Metern. Leer: beliebige Entfernung.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Processes that share many journeys. 0: one for each core.</source>
        <translation>Prozesse, die sich viele Fahrten teilen. 0: einer je Prozessorkern.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Another number draws other starts and ends.</source>
        <translation>Eine andere Zahl zieht andere Starts und Ziele.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>A line a journey, with the time (seconds since 1970) as M: device_id, journey_id, start, end, length and ratings.</source>
        <translation>Eine Linie je Fahrt, mit der Zeit (Sekunden seit 1970) als M: device_id, journey_id, start, end, Länge und Bewertungen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>A point an event on its route: along_m, speed_kmh since the event before, and the rule that placed it.</source>
        <translation>Ein Punkt je Ereignis auf seiner Route: along_m, speed_kmh seit dem vorigen Ereignis und die Regel, die es verortete.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Candidate routes</source>
        <translation>Kandidatenrouten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>All routes of each journey with both ratings.</source>
        <translation>Alle Routen jeder Fahrt mit beiden Bewertungen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Journeys without a route</source>
        <translation>Fahrten ohne Route</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>device_id, journey_id, n_events and the reason.</source>
        <translation>Spalten: device_id, journey_id, n_events und der Grund.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Events placed</source>
        <translation>Verortete Ereignisse</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Events rejected or dropped</source>
        <translation>Zurückgewiesene oder verworfene Ereignisse</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Median duration ratio</source>
        <translation>Median des Dauerverhältnisses</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Cells in whose area the maps leave no place to start or end, where every place is then as likely: {}.</source>
        <translation>Zellen, in deren Fläche die Karten keinen Ort für Start oder Ziel lassen und in der dann jeder Ort gleich wahrscheinlich ist: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/eventpositions.py"/>
        <source>Event positions on routes</source>
        <translation>Ereignispositionen auf Routen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/eventpositions.py"/>
        <source>Places handovers and location area updates on routes that are known, by the areas of their cells.</source>
        <translation>Verortet Handover und Location-Area-Updates auf bekannten Routen, anhand der Flächen ihrer Zellen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/eventpositions.py"/>
        <source>&lt;p&gt;A handover lies where the areas of its two cells overlap, at the point of the route nearest to the centroid of the overlap. Areas that only touch meet at a border: there the event is where the route crosses it. Between areas apart it is where the route meets the line between them, else nearest to its middle. A location area update lies nearest to the site of the new cell (Ostermayer, Kieslich and Lindorfer 2016, sections 3.6.1 and 3.6.2). The field 'rule' says what placed each event.&lt;/p&gt;&lt;p&gt;Drive tests know better: where measured points tell that phones were handed over between the same two cells in the same direction, the event is at the median of those places. The field 'sigma_m' says how exact a place is; the joint method of 'Velocities' uses it.&lt;/p&gt;&lt;p&gt;Events keep their order: those that would run backwards on the route are moved as little as possible, 'shift_m' says how far.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Ein Handover liegt, wo sich die Flächen seiner beiden Zellen überlappen, an dem Punkt der Route, der dem Schwerpunkt der Überlappung am nächsten ist. Flächen, die sich nur berühren, treffen sich an einer Grenze: dort ist das Ereignis, wo die Route sie überquert. Zwischen getrennten Flächen ist es, wo die Route die Linie zwischen ihnen trifft, sonst am nächsten zu deren Mitte. Ein Location-Area-Update liegt am nächsten zum Standort der neuen Zelle (Ostermayer, Kieslich und Lindorfer 2016, Abschnitte 3.6.1 und 3.6.2). Das Feld 'rule' sagt, was jedes Ereignis verortete.&lt;/p&gt;&lt;p&gt;Messfahrten wissen es besser: wo Messpunkte sagen, dass Telefone zwischen denselben beiden Zellen in derselben Richtung übergeben wurden, liegt das Ereignis am Median dieser Orte. Das Feld 'sigma_m' sagt, wie genau ein Ort ist; das Verfahren joint von 'Geschwindigkeiten' verwendet es.&lt;/p&gt;&lt;p&gt;Ereignisse behalten ihre Reihenfolge: die auf der Route rückwärts liefen, werden so wenig wie möglich verschoben, 'shift_m' sagt, wie weit.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/eventpositions.py"/>
        <source>Optional: its sites tell where location area updates are.</source>
        <translation>Optional: seine Standorte sagen, wo Location-Area-Updates sind.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/eventpositions.py"/>
        <source>Journeys span their routes</source>
        <translation>Fahrten umfassen ihre Routen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/eventpositions.py"/>
        <source>The first event of a journey is at the start of its route and the last at the end. Switch off for a road that is longer than the journeys.</source>
        <translation>Das erste Ereignis einer Fahrt ist am Anfang ihrer Route und das letzte am Ende. Auszuschalten bei einer Straße, die länger als die Fahrten ist.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/eventpositions.py"/>
        <source>A point an event: along_m and its standard deviation sigma_m, speed_kmh since the event before, and the rule that placed it.</source>
        <translation>Ein Punkt je Ereignis: along_m und seine Standardabweichung sigma_m, speed_kmh seit dem vorigen Ereignis und die Regel, die es verortete.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/eventpositions.py"/>
        <source>Events without a place</source>
        <translation>Ereignisse ohne Ort</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/eventpositions.py"/>
        <source>Events moved to keep the order</source>
        <translation>Zur Wahrung der Reihenfolge verschobene Ereignisse</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/eventpositions.py"/>
        <source>Events rejected</source>
        <translation>Zahl der zurückgewiesenen Ereignisse</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/eventpositions.py"/>
        <source>Events without a place, as no cell of the journey has an area or the route has no line: {}.</source>
        <translation>Ereignisse ohne Ort, da keine Zelle der Fahrt eine Fläche oder die Route keine Linie hat: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/eventpositions.py"/>
        <source>Events on routes: {} of {}; moved to keep the order: {}, by {:.0f} m at most.</source>
        <translation>Ereignisse auf Routen: {} von {}; zur Wahrung der Reihenfolge verschoben: {}, um höchstens {:.0f} m.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Export traces</source>
        <translation>Spuren exportieren</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Writes trajectories as mobility traces for network simulators, or as tracks.</source>
        <translation>Schreibt Trajektorien als Bewegungsspuren für Netzsimulatoren oder als Tracks.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>&lt;p&gt;Give routes with times as M, or points with device_id, journey_id and time; between two vertices a phone moves straight and evenly.&lt;/p&gt;&lt;p&gt;&lt;b&gt;ns2&lt;/b&gt;: a movement file of ns-2, a node for each journey; comments tell the phone. Time starts at 0, coordinates are metres shifted so that the least are 1, as ns-2 takes no place on the edge of its area; the head of the file has the shift and the line for the area. A node waits at the first place and rests at the last. &lt;b&gt;sumo_fcd&lt;/b&gt;: floating car data, all phones at each step; time 0 is the full second before the first vertex. &lt;b&gt;gpx&lt;/b&gt;: a track for each journey, a point for each vertex. &lt;b&gt;csv&lt;/b&gt;: device_id, journey_id, time, t_unix, x, y, lon, lat, speed_kmh at each step.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Routen mit Zeiten als M angeben oder Punkte mit device_id, journey_id und time; zwischen zwei Stützpunkten bewegt sich ein Telefon gerade und gleichmäßig.&lt;/p&gt;&lt;p&gt;&lt;b&gt;ns2&lt;/b&gt;: eine Bewegungsdatei für ns-2, ein Knoten je Fahrt; Kommentare nennen das Telefon. Die Zeit beginnt bei 0, Koordinaten sind Meter, so verschoben, dass die kleinsten 1 sind, da ns-2 keinen Ort am Rand seines Gebiets annimmt; der Kopf der Datei enthält die Verschiebung und die Zeile für das Gebiet. Ein Knoten wartet am ersten Ort und ruht am letzten. &lt;b&gt;sumo_fcd&lt;/b&gt;: Floating Car Data, alle Telefone bei jedem Schritt; Zeit 0 ist die volle Sekunde vor dem ersten Stützpunkt. &lt;b&gt;gpx&lt;/b&gt;: ein Track je Fahrt, ein Punkt je Stützpunkt. &lt;b&gt;csv&lt;/b&gt;: device_id, journey_id, time, t_unix, x, y, lon, lat, speed_kmh bei jedem Schritt.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Lines whose M is the time in seconds since 1970, with device_id and journey_id; or else give positions.</source>
        <translation>Linien, deren M die Zeit in Sekunden seit 1970 ist, mit device_id und journey_id; oder stattdessen Positionen angeben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Points with device_id, journey_id and time; or else give routes.</source>
        <translation>Punkte mit device_id, journey_id und time; oder stattdessen Routen angeben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Format</source>
        <translation>Dateiformat</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>ns2, sumo_fcd, gpx or csv.</source>
        <translation>ns2, sumo_fcd, gpx oder csv.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Step (s)</source>
        <translation>Schritt (s)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Seconds between two samples, for sumo_fcd and csv; the other two have the vertices.</source>
        <translation>Sekunden zwischen zwei Werten, für sumo_fcd und csv; die anderen beiden haben die Stützpunkte.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Longitude and latitude</source>
        <translation>Länge und Breite</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>For sumo_fcd: degrees instead of metres.</source>
        <translation>Für sumo_fcd: Grad statt Meter.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>CRS of the metres</source>
        <translation>KBS der Meter</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>A projected CRS in metres for x and y. Empty: that of the layer if it is metric, else EPSG:3035 in Europe and the UTM zone elsewhere.</source>
        <translation>Ein projiziertes KBS in Metern für x und y. Leer: das des Layers, wenn es metrisch ist, sonst EPSG:3035 in Europa und anderswo die UTM-Zone.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Traces</source>
        <translation>Spuren</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>The file to write.</source>
        <translation>Die Datei, die geschrieben wird.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Journeys written</source>
        <translation>Geschriebene Fahrten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Journeys that cannot be written</source>
        <translation>Fahrten, die nicht geschrieben werden können</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Samples or vertices written</source>
        <translation>Geschriebene Werte oder Stützpunkte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Seconds from the first to the last</source>
        <translation>Sekunden vom ersten bis zum letzten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>x of 0 (m)</source>
        <translation>x von 0 (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>y of 0 (m)</source>
        <translation>y von 0 (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Time of the first vertex (UTC)</source>
        <translation>Zeit des ersten Stützpunkts (UTC)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>{}: {} journeys lie between two steps and are not in the file ({}).</source>
        <translation>{}: {} Fahrten liegen zwischen zwei Schritten und sind nicht in der Datei ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>{} journeys of {} phones written as {}, {} rows, from {} to {}.</source>
        <translation>{} Fahrten von {} Telefonen als {} geschrieben, {} Zeilen, von {} bis {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>{}: {} journeys left out, {} ({}).</source>
        <translation>{}: {} Fahrten weggelassen, {} ({}).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>{}: {} vertices left out, at the time of the one before or beyond the times that are known.</source>
        <translation>{}: {} Stützpunkte weggelassen, zur selben Zeit wie der vorige oder jenseits der bekannten Zeiten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>{}: all times lie in 1970; M is read as seconds since then.</source>
        <translation>{}: alle Zeiten liegen in 1970; M wird als Sekunden seither gelesen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Match trajectories</source>
        <translation>Trajektorien zuordnen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Tells the likeliest way of phones on the roads from the cells that served them, and how sure that is.</source>
        <translation>Nennt den wahrscheinlichsten Weg von Telefonen auf den Straßen anhand der Zellen, die sie bedienten, und wie sicher er ist.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>&lt;p&gt;A phone moves on the roads, no faster than 1.7 times their limits; it keeps to the main roads, seldom turns sharply and hardly ever turns round. At each moment it is the more likely at a place the more likely its cell is heard there. Of all ways that fit, many are drawn by their probability; the answer is the one nearest to all others. How far these lie from it tells the band in which the phone was with the stated probability.&lt;/p&gt;&lt;p&gt;Where cells are heard comes from an emission model, from areas or from a cell plan. A model learned from measurements is the most exact, with the plan of the cells beside it, which helps where little was measured. Events that go to and fro between cells, and cells nobody knows of, need not be deleted. An event no way explains is told and the rest goes on.&lt;/p&gt;&lt;p&gt;Events with a journey_id keep their journeys; others are cut into journeys first, as 'Clean events' does it with its defaults. The same seed gives the same result, whatever else is in the layer.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Ein Telefon bewegt sich auf den Straßen, nicht schneller als das 1,7-Fache der Höchstgeschwindigkeiten; es bleibt gern auf Hauptstraßen, biegt selten scharf ab und kehrt fast nie um. In jedem Augenblick ist es umso wahrscheinlicher an einem Ort, je wahrscheinlicher dort seine Zelle gehört wird. Von allen passenden Wegen werden viele nach ihrer Wahrscheinlichkeit gezogen; die Antwort ist der, der allen anderen am nächsten liegt. Wie weit diese von ihm entfernt sind, ergibt das Band, in dem das Telefon mit der angegebenen Wahrscheinlichkeit war.&lt;/p&gt;&lt;p&gt;Wo Zellen gehört werden, sagt ein Emissionsmodell, Flächen oder ein Zellplan. Am genauesten ist ein aus Messungen gelerntes Modell mit dem Zellplan daneben, der dort hilft, wo wenig gemessen wurde. Ereignisse, die zwischen Zellen hin und her gehen, und Zellen, die niemand kennt, müssen nicht gelöscht werden. Ein Ereignis, das kein Weg erklärt, wird gemeldet, und die übrigen gehen weiter.&lt;/p&gt;&lt;p&gt;Ereignisse mit einer journey_id behalten ihre Fahrten; andere werden zuerst in Fahrten geteilt, wie 'Ereignisse bereinigen' es mit seinen Vorgaben tut. Derselbe Startwert ergibt dasselbe Ergebnis, was immer sonst im Layer ist.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Share in the band (%)</source>
        <translation>Anteil im Band (%)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>How often the phone is within the radius that is told, in percent.</source>
        <translation>Wie oft das Telefon innerhalb des angegebenen Radius ist, in Prozent.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Widening of the band</source>
        <translation>Verbreiterung des Bandes</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>The band of the drawn ways is wider by this factor, as maps of cells err too. Chosen on real drives.</source>
        <translation>Das Band der gezogenen Wege wird um diesen Faktor verbreitert, da auch Karten der Zellen irren. An echten Fahrten gewählt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Drawn ways</source>
        <translation>Gezogene Wege</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Ways drawn for each journey.</source>
        <translation>Wege, die für jede Fahrt gezogen werden.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Time of one observation (s)</source>
        <translation>Zeit einer Beobachtung (s)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>A phone that stays in a cell this long has told of its place once more. Less trusts cells more.</source>
        <translation>Ein Telefon, das so lange in einer Zelle bleibt, hat seinen Ort ein weiteres Mal verraten. Weniger vertraut den Zellen mehr.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Most observations of a stay</source>
        <translation>Höchstzahl der Beobachtungen eines Aufenthalts</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>However long a phone stays in a cell, it tells no more than that.</source>
        <translation>Wie lange ein Telefon auch in einer Zelle bleibt, es verrät nicht mehr als das.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Least likelihood</source>
        <translation>Kleinste Likelihood</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>A cell is heard everywhere with this share of its greatest likelihood at least, as maps of cells err.</source>
        <translation>Eine Zelle wird überall mindestens mit diesem Anteil ihrer größten Likelihood gehört, da Karten der Zellen irren.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Tolerated multiple of the limit</source>
        <translation>Geduldetes Vielfaches der Höchstgeschwindigkeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>No phone is faster than the limit times this.</source>
        <translation>Kein Telefon ist schneller als so viel mal die Höchstgeschwindigkeit.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Avoidance of turns</source>
        <translation>Meidung des Abbiegens</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>A turn by 90 degrees is less likely than going straight on by e to this power; 0: all turns are alike.</source>
        <translation>Ein Abbiegen um 90 Grad ist um e hoch diesen Wert weniger wahrscheinlich als Geradeausfahren; 0: alle Abbiegungen sind gleich.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Preference for main roads</source>
        <translation>Vorliebe für Hauptstraßen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>At a junction a road is chosen in proportion to its speed limit to this power; 0: all roads are alike.</source>
        <translation>An einer Kreuzung wird eine Straße im Verhältnis ihres Tempolimits hoch dieser Zahl gewählt; 0: alle Straßen gelten gleich.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Another number draws other ways.</source>
        <translation>Eine andere Zahl zieht andere Wege.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>A line a journey, with the time (seconds since 1970) as M: device_id, journey_id, start, end, length, the mean radius of its band and the share of drawn ways that are alike.</source>
        <translation>Eine Linie je Fahrt, mit der Zeit (Sekunden seit 1970) als M: device_id, journey_id, start, end, Länge, der mittlere Radius ihres Bandes und der Anteil gezogener Wege, die gleich sind.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>A point an event on its route: along_m with its standard deviation sigma_m, the radius of the band, and whether its cell is known and the route explains it.</source>
        <translation>Ein Punkt je Ereignis auf seiner Route: along_m mit der Standardabweichung sigma_m, der Radius des Bandes und ob die Zelle bekannt ist und die Route sie erklärt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Uncertainty</source>
        <translation>Unsicherheit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>The band around the route from each event to the next, for the temporal controller.</source>
        <translation>Das Band um die Route von jedem Ereignis zum nächsten, für die Zeitsteuerung.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Road probability</source>
        <translation>Straßenwahrscheinlichkeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>The roads of all drawn ways of a journey, with the probability that it used them.</source>
        <translation>Die Straßen aller gezogenen Wege einer Fahrt, mit der Wahrscheinlichkeit, dass sie sie benutzte.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Alternatives</source>
        <translation>Alternativen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Groups of drawn ways that have at least half of their roads in common, the likeliest first: one that stands for them, and their probability. Groups of less than 5 % are left out; the road probabilities tell of each road.</source>
        <translation>Gruppen gezogener Wege, die mindestens die Hälfte ihrer Straßen gemeinsam haben, die wahrscheinlichste zuerst: einer, der für sie steht, und ihre Wahrscheinlichkeit. Gruppen unter 5 % fehlen; von jeder Straße sagen es die Straßenwahrscheinlichkeiten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Events not explained</source>
        <translation>Unerklärte Ereignisse</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Events in unknown cells</source>
        <translation>Ereignisse in unbekannten Zellen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/matchtrajectories.py"/>
        <source>Mean radius of the band (m)</source>
        <translation>Mittlerer Radius des Bandes (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/sessions.py"/>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/sessions.py"/>
        <source>Frames the calls and packet-data sessions of each journey: when and where they began and ended.</source>
        <translation>Fasst die Gespräche und Paketdatensitzungen jeder Fahrt ein: wann und wo sie begannen und endeten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/sessions.py"/>
        <source>&lt;p&gt;A call goes from call_start to call_end. Packet data logs neither: the handovers between two location area updates are one session, which begins at a uniformly drawn place between the last update and its first handover, at the time the phone was there, and ends likewise between its last handover and the next update (Ostermayer et al. 2016, section 3.7).&lt;/p&gt;&lt;p&gt;Where no service is given, handovers within a call are speech and all others packet data. Where a start, an end or an update is missing, the first or last event of the journey stands in, and the session is not complete.&lt;/p&gt;&lt;p&gt;The same seed gives the same sessions, whatever the order of the rows.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Ein Gespräch geht von call_start bis call_end. Paketdaten protokollieren keines von beiden: die Handover zwischen zwei Location-Area-Updates sind eine Sitzung, die an einem gleichverteilt gezogenen Ort zwischen dem letzten Update und ihrem ersten Handover beginnt, zu der Zeit, als das Telefon dort war, und ebenso zwischen ihrem letzten Handover und dem nächsten Update endet (Ostermayer et al. 2016, Abschnitt 3.7).&lt;/p&gt;&lt;p&gt;Wo kein Dienst angegeben ist, sind Handover in einem Gespräch Sprache und alle anderen Paketdaten. Wo Anfang, Ende oder ein Update fehlt, tritt das erste oder letzte Ereignis der Fahrt an die Stelle, und die Sitzung ist unvollständig.&lt;/p&gt;&lt;p&gt;Derselbe Startwert ergibt dieselben Sitzungen, gleich in welcher Reihenfolge die Zeilen stehen.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/sessions.py"/>
        <source>The same seed draws the same starts and ends of packet-data sessions.</source>
        <translation>Derselbe Startwert zieht dieselben Anfänge und Enden von Paketdatensitzungen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/sessions.py"/>
        <source>Starts and ends</source>
        <translation>Anfänge und Enden</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/sessions.py"/>
        <source>Two points for each session: session_id, device_id, journey_id, service, what (start or end), time, t_unix (epoch seconds), along_m, complete, n_handovers.</source>
        <translation>Zwei Punkte je Sitzung: session_id, device_id, journey_id, service, what (start oder end), time, t_unix (Epochensekunden), along_m, complete, n_handovers.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/sessions.py"/>
        <source>Spans</source>
        <translation>Strecken</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/sessions.py"/>
        <source>The stretch of the route each session took: session_id, device_id, journey_id, service, start, end, duration_s, length_m, complete, n_handovers.</source>
        <translation>Das Stück der Route, das jede Sitzung einnahm: session_id, device_id, journey_id, service, start, end, duration_s, length_m, complete, n_handovers.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/sessions.py"/>
        <source>Calls</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/sessions.py"/>
        <source>Packet-data sessions</source>
        <translation>Paketdatensitzungen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/sessions.py"/>
        <source>Sessions not complete</source>
        <translation>Unvollständige Sitzungen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/sessions.py"/>
        <source>{}: {} events have no place on their route and are passed over.</source>
        <translation>{}: {} Ereignisse haben keinen Ort auf ihrer Route und werden übergangen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/sessions.py"/>
        <source>Sessions: {} calls and {} of packet data on {} of {} journeys; not complete: {}.</source>
        <translation>Sitzungen: {} Gespräche und {} mit Paketdaten auf {} von {} Fahrten; unvollständig: {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Velocities</source>
        <translation>Geschwindigkeiten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Tells how fast phones went between their events, and moves events along the route where that would be impossible.</source>
        <translation>Sagt, wie schnell Telefone zwischen ihren Ereignissen waren, und verschiebt Ereignisse auf der Route, wo das unmöglich wäre.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>&lt;p&gt;The speed between two events is the way on the route over the time. Where it exceeds 1.7 times the speed limits on the way, the events were placed too far apart: they move along the route, towards each other, as far as their neighbours leave room (Ostermayer, Kieslich and Lindorfer 2016, sections 3.6.3 and 3.6.4). Events never cross. The fields tell what moved, how far, and whether the limit could be met.&lt;/p&gt;&lt;p&gt;The method 'joint' weighs all events of a journey at once instead: it takes the places and speeds that change least from one stretch to the next and stay near the given places, under the same limits, which are met everywhere. Single bad places do not pull the others, and exact places count more than vague ones: the field 'sigma_m' tells them apart.&lt;/p&gt;&lt;p&gt;Speed limits are those of the roads nearest to the route; without roads one limit holds everywhere.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Die Geschwindigkeit zwischen zwei Ereignissen ist der Weg auf der Route durch die Zeit. Wo sie das 1,7-Fache der Höchstgeschwindigkeiten auf dem Weg übersteigt, wurden die Ereignisse zu weit auseinander verortet: sie rücken auf der Route aufeinander zu, soweit ihre Nachbarn Platz lassen (Ostermayer, Kieslich und Lindorfer 2016, Abschnitte 3.6.3 und 3.6.4). Ereignisse überholen einander nie. Die Felder sagen, was sich bewegte, wie weit, und ob die Grenze eingehalten werden konnte.&lt;/p&gt;&lt;p&gt;Das Verfahren joint wägt stattdessen alle Ereignisse einer Fahrt zugleich ab: es nimmt die Orte und Geschwindigkeiten, die sich von einem Abschnitt zum nächsten am wenigsten ändern und nahe den gegebenen Orten bleiben, unter denselben Grenzen, die überall eingehalten werden. Einzelne schlechte Orte ziehen die anderen nicht mit, und genaue Orte zählen mehr als vage: das Feld 'sigma_m' unterscheidet sie.&lt;/p&gt;&lt;p&gt;Höchstgeschwindigkeiten sind die der Straßen, die der Route am nächsten sind; ohne Straßen gilt überall eine einzige.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>paper: move only what is too fast (Algorithm 2). joint: smooth the whole journey.</source>
        <translation>paper: nur verschieben, was zu schnell ist (Algorithmus 2). joint: die ganze Fahrt glätten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>A stretch is too fast when its speed exceeds the limit times this.</source>
        <translation>Ein Abschnitt ist zu schnell, wenn seine Geschwindigkeit so viel mal die Höchstgeschwindigkeit übersteigt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Keep first and last events</source>
        <translation>Erstes und letztes Ereignis festhalten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>paper: the first and last event of a journey, which are no handovers, stay where they are.</source>
        <translation>paper: das erste und das letzte Ereignis einer Fahrt, die keine Handover sind, bleiben, wo sie sind.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Error of positions (m)</source>
        <translation>Fehler der Positionen (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>joint: how far a given place is from the true one, as a standard deviation, where no field sigma_m tells it.</source>
        <translation>joint: wie weit ein gegebener Ort vom wahren entfernt ist, als Standardabweichung, wo kein Feld sigma_m es sagt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Stiffness</source>
        <translation>Steifigkeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>joint: more makes speeds steadier.</source>
        <translation>joint: mehr macht Geschwindigkeiten gleichmäßiger.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Bad positions begin at (deviations)</source>
        <translation>Schlechte Positionen beginnen bei (Abweichungen)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>joint: a place that is farther off than so many standard deviations pulls no harder; much more is least squares.</source>
        <translation>joint: ein Ort, der um mehr als so viele Standardabweichungen daneben liegt, zieht nicht stärker; viel mehr ergibt kleinste Quadrate.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Corrected positions</source>
        <translation>Korrigierte Positionen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>The events where they are now: along_m, shift_m, speed_kmh and, before the correction, speed_raw_kmh.</source>
        <translation>Die Ereignisse, wo sie nun sind: along_m, shift_m, speed_kmh und, vor der Korrektur, speed_raw_kmh.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Segments</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>The way between each two events, with its speed before and after and the allowed one.</source>
        <translation>Der Weg zwischen je zwei Ereignissen, mit seiner Geschwindigkeit vorher und nachher und der erlaubten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Timed routes</source>
        <translation>Routen mit Zeiten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>The routes with the corrected times as M.</source>
        <translation>Die Routen mit den korrigierten Zeiten als M.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Segments that were too fast</source>
        <translation>Abschnitte, die zu schnell waren</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Segments that are still too fast</source>
        <translation>Abschnitte, die noch zu schnell sind</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Events moved</source>
        <translation>Verschobene Ereignisse</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Mean shift (m)</source>
        <translation>Mittlere Verschiebung (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Largest shift (m)</source>
        <translation>Größte Verschiebung (m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Segments that stay too fast, as the journey leaves them too little time: {} ({:.0f} km/h at most).</source>
        <translation>Abschnitte, die zu schnell bleiben, da die Fahrt ihnen zu wenig Zeit lässt: {} (höchstens {:.0f} km/h).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Segments: {}; too fast before: {}, now: {}. Events moved: {} of {}, by {:.0f} m in the mean and {:.0f} m at most.</source>
        <translation>Abschnitte: {}; zu schnell vorher: {}, jetzt: {}. Verschobene Ereignisse: {} von {}, im Mittel um {:.0f} m und höchstens um {:.0f} m.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Positions with a standard deviation of their own: {} of {}.</source>
        <translation>Positionen mit eigener Standardabweichung: {} von {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>No roads given: the limit is {:g} km/h everywhere.</source>
        <translation>Keine Straßen angegeben: die Höchstgeschwindigkeit ist überall {:g} km/h.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/velocities.py"/>
        <source>Pieces of routes farther than 50 m from any road, taken at {:g} km/h: {} of {}.</source>
        <translation>Routenstücke, die mehr als 50 m von jeder Straße entfernt sind, mit {:g} km/h angenommen: {} von {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/candidates.py"/>
        <source>ranks</source>
        <translation>Ränge</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/candidates.py"/>
        <source>distance</source>
        <translation>Entfernung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/candidates.py"/>
        <source>duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/estimation.py"/>
        <source>only one event</source>
        <translation>nur ein Ereignis</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/estimation.py"/>
        <source>no cell of the journey has an area</source>
        <translation>keine Zelle der Fahrt hat eine Fläche</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/estimation.py"/>
        <source>all events are in one cell</source>
        <translation>alle Ereignisse sind in einer Zelle</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/estimation.py"/>
        <source>no road leads from the start to the end</source>
        <translation>keine Straße führt vom Start zum Ziel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/estimation.py"/>
        <source>no road near the start or the end</source>
        <translation>keine Straße nahe Start oder Ziel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/matching.py"/>
        <source>no time passes</source>
        <translation>es vergeht keine Zeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/matching.py"/>
        <source>nothing is known of its cells</source>
        <translation>über ihre Zellen ist nichts bekannt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>gap crossing</source>
        <translation>Übergang über eine Lücke</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>gap midpoint</source>
        <translation>Mitte einer Lücke</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>common border</source>
        <translation>gemeinsame Grenze</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>nearest to border</source>
        <translation>am nächsten zur Grenze</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>lau overlap</source>
        <translation>Überlappung beim Location-Area-Update</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>lau border</source>
        <translation>Grenze beim Location-Area-Update</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>lau gap</source>
        <translation>Lücke beim Location-Area-Update</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>own area</source>
        <translation>eigene Fläche</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>previous area</source>
        <translation>vorige Fläche</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>same cell</source>
        <translation>dieselbe Zelle</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>no area</source>
        <translation>ohne Fläche</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>no route</source>
        <translation>keine Route</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>overlap</source>
        <translation>Überlappung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>end</source>
        <translation>Ende</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/roads.py"/>
        <source>no line geometry</source>
        <translation>keine Liniengeometrie</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/roads.py"/>
        <source>no length</source>
        <translation>keine Länge</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/roads.py"/>
        <source>class not driven on</source>
        <translation>Klasse wird nicht befahren</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/roads.py"/>
        <source>closed to cars</source>
        <translation>für Autos gesperrt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/traces.py"/>
        <source>fewer than two vertices have a time</source>
        <translation>weniger als zwei Stützpunkte haben eine Zeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/traces.py"/>
        <source>times run backwards</source>
        <translation>Zeiten laufen rückwärts</translation>
    </message>
    <message>
        <location filename="../.ci/pages.py"/>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <location filename="../.ci/pages.py"/>
        <source>Tutorials</source>
        <translation>Anleitungen</translation>
    </message>
    <message>
        <location filename="../.ci/pages.py"/>
        <source>The dialog</source>
        <translation>Der Dialog</translation>
    </message>
    <message>
        <location filename="../.ci/pages.py"/>
        <source>The steps</source>
        <translation>Die Schritte</translation>
    </message>
    <message>
        <location filename="../.ci/pages.py"/>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <location filename="../.ci/pages.py"/>
        <source>Outputs</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <location filename="../.ci/pages.py"/>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <location filename="../.ci/pages.py"/>
        <source>In a terminal or a script, with the files of the sample and of the steps before:</source>
        <translation>In einem Terminal oder Skript, mit den Dateien der Beispieldaten und der Schritte davor:</translation>
    </message>
    <message>
        <location filename="../.ci/pages.py"/>
        <source>Create temporary layer</source>
        <translation>Temporären Layer erzeugen</translation>
    </message>
    <message>
        <location filename="../.ci/pages.py"/>
        <source>Advanced parameters</source>
        <translation>Erweiterte Parameter</translation>
    </message>
    <message>
        <location filename="../.ci/pages.py"/>
        <source>Name</source>
        <translation>Bezeichnung</translation>
    </message>
    <message>
        <location filename="../.ci/pages.py"/>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <location filename="../.ci/pages.py"/>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <location filename="../.ci/pages.py"/>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <location filename="../.ci/pages.py"/>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <location filename="../.ci/pages.py"/>
        <source>For models and scripts</source>
        <translation>Für Modelle und Skripte</translation>
    </message>
    <message>
        <location filename="../.ci/pages.py"/>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>One of</source>
        <translation>Eines von</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>Fields of '{}'</source>
        <translation>Felder von '{}'</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>Field of '{}'</source>
        <translation>Feld von '{}'</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>Band of '{}'</source>
        <translation>Kanal von '{}'</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>Raster</source>
        <translation>Rasterlayer</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>Text</source>
        <translation>Zeichenkette</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>Yes or no</source>
        <translation>Ja oder nein</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>Date and time</source>
        <translation>Datum und Zeit</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>lines</source>
        <translation>Linien</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>polygons</source>
        <translation>Polygone</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>Layer or table</source>
        <translation>Layer oder Tabelle</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>Layer of {}</source>
        <translation>Layer mit {}</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>Distance in metres</source>
        <translation>Entfernung in Metern</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>Whole number</source>
        <translation>Ganze Zahl</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>{} to {}</source>
        <translation>{} bis {}</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>from {}</source>
        <translation>ab {}</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>to {}</source>
        <translation>bis {}</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>to be given</source>
        <translation>anzugeben</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>unless skipped</source>
        <translation>wenn nicht übersprungen</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>on demand</source>
        <translation>auf Wunsch</translation>
    </message>
    <message>
        <location filename="../.ci/described.py"/>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/checking.py"/>
        <source>the probabilities of {} tiles do not sum to 1 (tile {}: {})</source>
        <translation>die Wahrscheinlichkeiten von {} Kacheln summieren sich nicht zu 1 (Kachel {}: {})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/checking.py"/>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/checking.py"/>
        <source>Divide each column by its sum (Eq. 4).</source>
        <translation>Teilen Sie jede Spalte durch ihre Summe (Gl. 4).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/checking.py"/>
        <source>counts have {} dimensions, not 1</source>
        <translation>Zählungen haben {} Dimensionen, nicht 1</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/checking.py"/>
        <source>Give one number for each cell.</source>
        <translation>Geben Sie eine Zahl für jede Zelle an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/checking.py"/>
        <source>counts of shape {} do not fit {} cells</source>
        <translation>Zählungen der Form {} passen nicht zu {} Zellen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/checking.py"/>
        <source>Give one number for each cell of the model, in its order.</source>
        <translation>Geben Sie eine Zahl für jede Zelle des Modells an, in seiner Reihenfolge.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/checking.py"/>
        <source>the count is {}{}</source>
        <translation>die Zählung ist {}{}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/checking.py"/>
        <source>A count is a number from 0; give 0 where no phone was counted.</source>
        <translation>Eine Zählung ist eine Zahl ab 0; geben Sie 0 an, wo kein Telefon gezählt wurde.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/checking.py"/>
        <source>a prior of shape {} does not fit {} tiles</source>
        <translation>ein Prior der Form {} passt nicht zu {} Kacheln</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/checking.py"/>
        <source>Sample it on the model's grid.</source>
        <translation>Tasten Sie ihn auf dem Gitter des Modells ab.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/checking.py"/>
        <source>the prior of {} tiles is negative or missing</source>
        <translation>der Prior von {} Kacheln ist negativ oder fehlt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/checking.py"/>
        <source>Tile {}</source>
        <translation>Kachel {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/checking.py"/>
        <source>A prior is a number from 0.</source>
        <translation>Ein Prior ist eine Zahl ab 0.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/checking.py"/>
        <source>probabilities are negative or not numbers</source>
        <translation>Wahrscheinlichkeiten sind negativ oder keine Zahlen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/checking.py"/>
        <source>Make the model again.</source>
        <translation>Erzeugen Sie das Modell neu.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/checking.py"/>
        <source>the count {} is not a number</source>
        <translation>die Zählung {} ist keine Zahl</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/counts.py"/>
        <source>{} counts are missing, negative or not numbers, the first is {}</source>
        <translation>{} Zählungen fehlen, sind negativ oder keine Zahlen, die erste ist {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/counts.py"/>
        <source>Counts, row {}, cell {}</source>
        <translation>Zählungen, Zeile {}, Zelle {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/counts.py"/>
        <source>Give a number of 0 or more for each cell, or leave the row out.</source>
        <translation>Geben Sie für jede Zelle eine Zahl ab 0 an, oder lassen Sie die Zeile weg.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/counts.py"/>
        <source>none of its {} cells is in the model</source>
        <translation>keine ihrer {} Zellen ist im Modell</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/counts.py"/>
        <source>The counts name {}, the model {}: use the same ids.</source>
        <translation>Die Zählungen nennen {}, das Modell {}: verwenden Sie dieselben IDs.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/counts.py"/>
        <source>the time is missing or cannot be read</source>
        <translation>die Zeit fehlt oder ist nicht lesbar</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/counts.py"/>
        <source>Use a date and time field, ISO text such as 2024-05-01T12:00:00, or epoch seconds.</source>
        <translation>Verwenden Sie ein Feld mit Datum und Zeit, ISO-Text wie 2024-05-01T12:00:00 oder Sekunden seit 1970.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/estimators.py"/>
        <source>there is no method {}</source>
        <translation>es gibt keine Methode {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/estimators.py"/>
        <source>Choose one of {}.</source>
        <translation>Wählen Sie eines von {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/estimators.py"/>
        <source>{} is not a number of steps</source>
        <translation>{} ist keine Anzahl von Schritten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/estimators.py"/>
        <source>Give a whole number from 1.</source>
        <translation>Geben Sie eine ganze Zahl ab 1 an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/estimators.py"/>
        <source>{} is not a tolerance</source>
        <translation>{} ist keine Toleranz</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/estimators.py"/>
        <source>Give 0 or a small positive number.</source>
        <translation>Geben Sie 0 oder eine kleine positive Zahl an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/priors.py"/>
        <source>{} amounts are negative or infinite, the first is {}</source>
        <translation>{} Mengen sind negativ oder unendlich, die erste ist {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/priors.py"/>
        <source>Prior, tile {}</source>
        <translation>Prior, Kachel {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/priors.py"/>
        <source>Set the raster's no-data value, or clip it at 0.</source>
        <translation>Setzen Sie den NoData-Wert des Rasters, oder schneiden Sie es bei 0 ab.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/priors.py"/>
        <source>classes {} of {} tiles have no weight</source>
        <translation>die Klassen {} von {} Kacheln haben kein Gewicht</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/priors.py"/>
        <source>Add them to the table, or give a default weight.</source>
        <translation>Fügen Sie sie der Tabelle hinzu, oder geben Sie ein Standardgewicht an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/priors.py"/>
        <source>the floor {} is not a share</source>
        <translation>die Untergrenze {} ist kein Anteil</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/priors.py"/>
        <source>Floor</source>
        <translation>Untergrenze</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/priors.py"/>
        <source>Give a number from 0 to 1.</source>
        <translation>Geben Sie eine Zahl von 0 bis 1 an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/priors.py"/>
        <source>the prior is zero everywhere</source>
        <translation>der Prior ist überall null</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/priors.py"/>
        <source>Check that the raster overlaps the grid, or use a flat prior.</source>
        <translation>Prüfen Sie, ob das Raster das Gitter überlappt, oder verwenden Sie einen flachen Prior.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/priors.py"/>
        <source>the weight {} is not a number from 0</source>
        <translation>das Gewicht {} ist keine Zahl ab 0</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/priors.py"/>
        <source>Class {}</source>
        <translation>Klasse {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/priors.py"/>
        <source>Give 0 to keep phones out.</source>
        <translation>Geben Sie 0 an, um Telefone fernzuhalten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/uncertainty.py"/>
        <source>there is no law {}</source>
        <translation>es gibt kein Gesetz {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/uncertainty.py"/>
        <source>{} replicates have no spread</source>
        <translation>{} Wiederholungen haben keine Streuung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/uncertainty.py"/>
        <source>Give 2 or more; 50 are a good start.</source>
        <translation>Geben Sie 2 oder mehr an; 50 sind ein guter Anfang.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/uncertainty.py"/>
        <source>{} is not a share</source>
        <translation>{} ist kein Anteil</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/uncertainty.py"/>
        <source>Interval</source>
        <translation>Intervall</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/uncertainty.py"/>
        <source>Give a number above 0 and below 1, such as 0.9.</source>
        <translation>Geben Sie eine Zahl über 0 und unter 1 an, etwa 0.9.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/zones.py"/>
        <source>densities of shape {} do not fit a grid of {} tiles</source>
        <translation>Dichten der Form {} passen nicht zu einem Gitter von {} Kacheln</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/zones.py"/>
        <source>Give one value for each tile.</source>
        <translation>Geben Sie einen Wert für jede Kachel an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/zones.py"/>
        <source>{} values are negative or infinite</source>
        <translation>{} Werte sind negativ oder unendlich</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/zones.py"/>
        <source>Density, tile {}</source>
        <translation>Dichte, Kachel {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/zones.py"/>
        <source>A number of phones is 0 or more.</source>
        <translation>Eine Anzahl von Telefonen ist 0 oder mehr.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/zones.py"/>
        <source>there are no zones</source>
        <translation>es gibt keine Zonen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/zones.py"/>
        <source>Give at least one polygon.</source>
        <translation>Geben Sie mindestens ein Polygon an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/zones.py"/>
        <source>{} zones have no polygon</source>
        <translation>{} Zonen haben kein Polygon</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/zones.py"/>
        <source>Zones {}</source>
        <translation>Zonen {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/zones.py"/>
        <source>Leave them out.</source>
        <translation>Lassen Sie sie weg.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/zones.py"/>
        <source>{} polygons are not valid ({})</source>
        <translation>{} Polygone sind nicht gültig ({})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/density/zones.py"/>
        <source>Repair them with 'Fix geometries'.</source>
        <translation>Reparieren Sie sie mit 'Geometrien reparieren'.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/curves.py"/>
        <source>the tolerance {} is not between 0 and 1</source>
        <translation>die Toleranz {} liegt nicht zwischen 0 und 1</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/curves.py"/>
        <source>Give a small share, such as 1e-9.</source>
        <translation>Geben Sie einen kleinen Anteil an, etwa 1e-9.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/curves.py"/>
        <source>it has no vertices</source>
        <translation>es hat keine Stützpunkte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/curves.py"/>
        <source>Leave out empty geometries.</source>
        <translation>Lassen Sie leere Geometrien weg.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/curves.py"/>
        <source>its shape is {}</source>
        <translation>seine Form ist {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/curves.py"/>
        <source>Give one row of x and y a vertex.</source>
        <translation>Geben Sie je Stützpunkt eine Zeile mit x und y an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/curves.py"/>
        <source>{} vertices have no finite coordinates, the first is vertex {} (counted from 0)</source>
        <translation>{} Stützpunkte haben keine endlichen Koordinaten, der erste ist Stützpunkt {} (von 0 an gezählt)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/curves.py"/>
        <source>Repair the geometry, or transform it within the area of its coordinate system.</source>
        <translation>Reparieren Sie die Geometrie, oder transformieren Sie sie innerhalb des Gebiets ihres Koordinatensystems.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/errors.py"/>
        <source>there are {} key columns in the estimated table and {} in the true one</source>
        <translation>es gibt {} Schlüsselspalten in der geschätzten Tabelle und {} in der wahren</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/errors.py"/>
        <source>Choose the same fields, one at least, in both.</source>
        <translation>Wählen Sie dieselben Felder, mindestens eines, in beiden.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/errors.py"/>
        <source>their shape is {}</source>
        <translation>ihre Form ist {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/errors.py"/>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/errors.py"/>
        <source>Give one row of x and y a position.</source>
        <translation>Geben Sie je Ort eine Zeile mit x und y an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/errors.py"/>
        <source>there are no errors to summarise, {} are missing</source>
        <translation>es gibt keine Abweichungen zusammenzufassen, {} fehlen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/errors.py"/>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/errors.py"/>
        <source>Check that the keys of the estimated and the true table match.</source>
        <translation>Prüfen Sie, ob die Schlüssel der geschätzten und der wahren Tabelle zueinander passen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/errors.py"/>
        <source>{} errors are infinite, the first in row {} (counted from 0)</source>
        <translation>{} Abweichungen sind unendlich, die erste in Zeile {} (von 0 an gezählt)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/errors.py"/>
        <source>Repair the values or leave the rows out.</source>
        <translation>Reparieren Sie die Werte, oder lassen Sie die Zeilen weg.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/errors.py"/>
        <source>there are {} estimated and {} true ones</source>
        <translation>es gibt {} geschätzte und {} wahre</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/errors.py"/>
        <source>Match them by key first.</source>
        <translation>Ordnen Sie sie erst über Schlüssel einander zu.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/errors.py"/>
        <source>its key columns have {} rows</source>
        <translation>seine Schlüsselspalten haben {} Zeilen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/errors.py"/>
        <source>Give one value a row and column.</source>
        <translation>Geben Sie je Zeile und Spalte einen Wert an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/errors.py"/>
        <source>it holds {} in the estimated table and {} in the true one</source>
        <translation>es enthält {} in der geschätzten Tabelle und {} in der wahren</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/errors.py"/>
        <source>Choose fields of one type, or convert one of them.</source>
        <translation>Wählen Sie Felder gleichen Typs, oder wandeln Sie eines davon um.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/tracks.py"/>
        <source>the columns have {} rows</source>
        <translation>die Spalten haben {} Zeilen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>the tile size {} is not a positive length</source>
        <translation>die Kachelgröße {} ist keine positive Länge</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>Give it in metres, such as 100.</source>
        <translation>Geben Sie sie in Metern an, etwa 100.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>there is no precision {}</source>
        <translation>es gibt keine Genauigkeit {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>the gap {} is not between 0 and 1</source>
        <translation>die Lücke {} liegt nicht zwischen 0 und 1</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>Gap</source>
        <translation>Lücke</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>Give a small share, such as 0.005.</source>
        <translation>Geben Sie einen kleinen Anteil an, etwa 0.005.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>the time limit {} is not positive</source>
        <translation>die Zeitgrenze {} ist nicht positiv</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>Time limit</source>
        <translation>Zeitgrenze</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>Give it in seconds, or none.</source>
        <translation>Geben Sie sie in Sekunden an, oder gar nicht.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>it has shape {}, the first map {}</source>
        <translation>es hat die Form {}, die erste Karte {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>it has shape {}</source>
        <translation>es hat die Form {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>Bring both maps to one grid of rows and columns.</source>
        <translation>Bringen Sie beide Karten auf ein Gitter aus Zeilen und Spalten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>{} values are negative or infinite, the first in row {}, column {} (counted from 0)</source>
        <translation>{} Werte sind negativ oder unendlich, der erste in Zeile {}, Spalte {} (von 0 an gezählt)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>A density is 0 or more.</source>
        <translation>Eine Dichte ist 0 oder mehr.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>it holds no mass</source>
        <translation>es enthält keine Masse</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>Check that it covers the same area and is not all no data.</source>
        <translation>Prüfen Sie, ob es dasselbe Gebiet abdeckt und nicht nur aus NoData besteht.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>it holds no mass on the tiles where both maps have data</source>
        <translation>es enthält keine Masse auf den Kacheln, wo beide Karten Daten haben</translation>
    </message>
    <message>
        <location filename="../mno_mobility/evaluation/transport.py"/>
        <source>Check that the maps cover the same area, or let no data count as 0.</source>
        <translation>Prüfen Sie, ob die Karten dasselbe Gebiet abdecken, oder lassen Sie NoData als 0 gelten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/cleaning.py"/>
        <source>{} routes for {} journeys</source>
        <translation>{} Routen für {} Fahrten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/cleaning.py"/>
        <source>Give one route for each journey.</source>
        <translation>Geben Sie eine Route für jede Fahrt an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/cleaning.py"/>
        <source>{} s is no span of time</source>
        <translation>{} s ist keine Zeitspanne</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/cleaning.py"/>
        <source>Give 0 or more seconds.</source>
        <translation>Geben Sie 0 oder mehr Sekunden an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/cluster.py"/>
        <source>the field {} holds no single value</source>
        <translation>das Feld {} enthält keine einzelnen Werte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/cluster.py"/>
        <source>Pick a field of texts, numbers or times.</source>
        <translation>Wählen Sie ein Feld mit Texten, Zahlen oder Zeiten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/cluster.py"/>
        <source>the files cannot be read ({})</source>
        <translation>die Dateien sind nicht lesbar ({})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/cluster.py"/>
        <source>Check that all of them are whole and have the same fields.</source>
        <translation>Prüfen Sie, ob alle vollständig sind und dieselben Felder haben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/cluster.py"/>
        <source>Check the path and the kind, and that all files are whole.</source>
        <translation>Prüfen Sie den Pfad und die Art, und ob alle Dateien vollständig sind.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/cluster.py"/>
        <source>its fields are not those of {}</source>
        <translation>ihre Felder sind nicht die von {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/cluster.py"/>
        <source>All files need the same fields of the same types.</source>
        <translation>Alle Dateien brauchen dieselben Felder derselben Typen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/counting.py"/>
        <source>the step of {} s between reference times is not positive</source>
        <translation>der Schritt von {} s zwischen Bezugszeiten ist nicht positiv</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/counting.py"/>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/counting.py"/>
        <source>Give it in seconds, such as 3600.</source>
        <translation>Geben Sie ihn in Sekunden an, etwa 3600.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/counting.py"/>
        <source>the last reference time comes before the first</source>
        <translation>die letzte Bezugszeit liegt vor der ersten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/counting.py"/>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/counting.py"/>
        <source>Give an end after the start.</source>
        <translation>Geben Sie ein Ende nach dem Anfang an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/counting.py"/>
        <source>reference time {} is not a time</source>
        <translation>die Bezugszeit {} ist keine Zeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/counting.py"/>
        <source>Give a date and a time of day for each.</source>
        <translation>Geben Sie für jede ein Datum und eine Uhrzeit an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/counting.py"/>
        <source>the tolerance of {} s is negative or not a number</source>
        <translation>die Toleranz von {} s ist negativ oder keine Zahl</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/counting.py"/>
        <source>Give 0 or more.</source>
        <translation>Geben Sie 0 oder mehr an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/embedded.py"/>
        <source>the memory allowed, or the disk at {}, is full ({})</source>
        <translation>der erlaubte Speicher oder die Platte unter {} ist voll ({})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/embedded.py"/>
        <source>Allow more than {} GiB, or free some space there.</source>
        <translation>Erlauben Sie mehr als {} GiB, oder machen Sie dort Platz frei.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/embedded.py"/>
        <source>Check that all of them are whole.</source>
        <translation>Prüfen Sie, ob alle vollständig sind.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/embedded.py"/>
        <source>the field {} is {}, and {} in {}</source>
        <translation>das Feld {} ist {}, und {} in {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/embedded.py"/>
        <source>the file cannot be read ({})</source>
        <translation>die Datei ist nicht lesbar ({})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/embedded.py"/>
        <source>Check that it was written to its end, or leave it out.</source>
        <translation>Prüfen Sie, ob sie bis zum Ende geschrieben wurde, oder lassen Sie sie weg.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/engines.py"/>
        <source>the files have no rows</source>
        <translation>die Dateien haben keine Zeilen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/engines.py"/>
        <source>Check the folder or the pattern.</source>
        <translation>Prüfen Sie den Ordner oder das Muster.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>there is no such folder or file</source>
        <translation>es gibt keinen solchen Ordner und keine solche Datei</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>Check the path.</source>
        <translation>Prüfen Sie den Pfad.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>there is no Parquet or CSV file</source>
        <translation>es gibt keine Parquet- oder CSV-Datei</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>Files of events end in {}.</source>
        <translation>Dateien von Ereignissen enden auf {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>there are both Parquet and CSV files</source>
        <translation>es gibt sowohl Parquet- als auch CSV-Dateien</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>Name one kind by a pattern, such as {}/*.parquet.</source>
        <translation>Nennen Sie eine Art durch ein Muster, etwa {}/*.parquet.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>no field looks like {}</source>
        <translation>kein Feld sieht aus wie {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>Pick the field, or name it {}. The fields are {}.</source>
        <translation>Wählen Sie das Feld, oder nennen Sie es {}. Die Felder sind {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>the file has no header</source>
        <translation>die Datei hat keine Kopfzeile</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>Its first line has to name the fields.</source>
        <translation>Ihre erste Zeile muss die Felder nennen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>its header names a field twice ({})</source>
        <translation>ihre Kopfzeile nennt ein Feld zweimal ({})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>Give each field a name of its own.</source>
        <translation>Geben Sie jedem Feld einen eigenen Namen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>its header is not that of {}</source>
        <translation>ihre Kopfzeile ist nicht die von {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>All files need the same fields in the same order.</source>
        <translation>Alle Dateien brauchen dieselben Felder in derselben Reihenfolge.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>{} is no column of events</source>
        <translation>{} ist keine Spalte von Ereignissen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>The columns are {}.</source>
        <translation>Die Spalten sind {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>there is no field {}</source>
        <translation>es gibt kein Feld {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>The fields are {}.</source>
        <translation>Die Felder sind {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/files.py"/>
        <source>Check that it is a whole text file in UTF-8.</source>
        <translation>Prüfen Sie, ob es eine vollständige Textdatei in UTF-8 ist.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/schema.py"/>
        <source>there is no column {}</source>
        <translation>es gibt keine Spalte {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/schema.py"/>
        <source>Choose the fields that hold it.</source>
        <translation>Wählen Sie die Felder, die sie enthalten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/schema.py"/>
        <source>the columns have different lengths {}</source>
        <translation>die Spalten haben verschiedene Längen {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/schema.py"/>
        <source>Give one value for each row.</source>
        <translation>Geben Sie einen Wert für jede Zeile an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/spark_job.py"/>
        <source>there are no reference times, or two sorts of them</source>
        <translation>es gibt keine Bezugszeiten, oder zwei Arten davon</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/spark_job.py"/>
        <source>--times</source>
        <translation>--times</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/spark_job.py"/>
        <source>Give --times, or --start with --end and --step.</source>
        <translation>Geben Sie --times an, oder --start mit --end und --step.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/spark_job.py"/>
        <source>{} is no time</source>
        <translation>{} ist keine Zeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/spark_job.py"/>
        <source>Write 2024-05-01T12:00:00.</source>
        <translation>Schreiben Sie 2024-05-01T12:00:00.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/spark_job.py"/>
        <source>the folder is there already</source>
        <translation>der Ordner ist schon da</translation>
    </message>
    <message>
        <location filename="../mno_mobility/events/spark_job.py"/>
        <source>Name a new one, or remove it.</source>
        <translation>Nennen Sie einen neuen, oder entfernen Sie ihn.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/areas.py"/>
        <source>there is no rule {}</source>
        <translation>es gibt keine Regel {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/areas.py"/>
        <source>Assignment of tiles</source>
        <translation>Zuordnung der Kacheln</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/areas.py"/>
        <source>Choose 'centre' or 'share'.</source>
        <translation>Wählen Sie 'centre' oder 'share'.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/areas.py"/>
        <source>no polygon overlaps the grid</source>
        <translation>kein Polygon überlappt das Gitter</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/areas.py"/>
        <source>Check the extent, and that the layer has the right CRS.</source>
        <translation>Prüfen Sie die Ausdehnung, und ob der Layer das richtige KBS hat.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>Give every cell an id.</source>
        <translation>Geben Sie jeder Zelle eine ID.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>Give the cell a point, or numbers in its coordinate fields.</source>
        <translation>Geben Sie der Zelle einen Punkt, oder Zahlen in ihren Koordinatenfeldern.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>the coordinates look swapped</source>
        <translation>die Koordinaten sehen vertauscht aus</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>Swap x and y (longitude and latitude) of this cell.</source>
        <translation>Vertauschen Sie x und y (Länge und Breite) dieser Zelle.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>the cell lies far from all others</source>
        <translation>die Zelle liegt weit von allen anderen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>Check its coordinates; it was kept.</source>
        <translation>Prüfen Sie ihre Koordinaten; sie wurde behalten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>the cell id comes more than once</source>
        <translation>die Zell-ID kommt mehrmals vor</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>Keep one row for each cell, or pick the field that tells cells apart; the first was used.</source>
        <translation>Behalten Sie eine Zeile je Zelle, oder wählen Sie das Feld, das Zellen unterscheidet; die erste wurde verwendet.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>azimuth_deg is out of range</source>
        <translation>azimuth_deg liegt außerhalb des Bereichs</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>Give a compass bearing of 0 to 360; it was read as omnidirectional.</source>
        <translation>Geben Sie eine Kompassrichtung von 0 bis 360 an; sie wurde als rundum strahlend gelesen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>{} is out of range</source>
        <translation>{} liegt außerhalb des Bereichs</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>Give a value in {}; the default was used.</source>
        <translation>Geben Sie einen Wert in {} an; der Standardwert wurde verwendet.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>{} is no downlink channel of its technology</source>
        <translation>{} ist kein Downlink-Kanal seiner Technik</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>Check it and radio, or give frequency_mhz; the default was used.</source>
        <translation>Prüfen Sie ihn und radio, oder geben Sie frequency_mhz an; der Standardwert wurde verwendet.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>radio is no known technology</source>
        <translation>radio ist keine bekannte Technik</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>Write {}; it was read as not given.</source>
        <translation>Schreiben Sie {}; es wurde als nicht angegeben gelesen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>no field holds the cell id</source>
        <translation>kein Feld enthält die Zell-ID</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>Name it cell_id, or pick the field that holds it.</source>
        <translation>Nennen Sie es cell_id, oder wählen Sie das Feld, das sie enthält.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>none of the {} cells can be used ({})</source>
        <translation>keine der {} Zellen ist brauchbar ({})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>Run 'Validate cell plan' to see each row.</source>
        <translation>'Zellplan prüfen' zeigt jede Zeile.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>{} is not a number</source>
        <translation>{} ist keine Zahl</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/cells.py"/>
        <source>Correct it; it was read as not given.</source>
        <translation>Berichtigen Sie es; es wurde als nicht angegeben gelesen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/coverage.py"/>
        <source>{} is not a propagation model</source>
        <translation>{} ist kein Ausbreitungsmodell</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/coverage.py"/>
        <source>Propagation</source>
        <translation>Ausbreitung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/emission.py"/>
        <source>{} values are negative or not numbers</source>
        <translation>{} Werte sind negativ oder keine Zahlen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/emission.py"/>
        <source>Cell {}, tile {}</source>
        <translation>Zelle {}, Kachel {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/emission.py"/>
        <source>Dominance and probability are 0 or more.</source>
        <translation>Dominanz und Wahrscheinlichkeit sind 0 oder mehr.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/emission.py"/>
        <source>{} pairs of cell and tile come more than once</source>
        <translation>{} Paare aus Zelle und Kachel kommen mehrmals vor</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/emission.py"/>
        <source>Keep one row for each pair.</source>
        <translation>Behalten Sie eine Zeile je Paar.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/emission.py"/>
        <source>there is no such file</source>
        <translation>es gibt keine solche Datei</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/emission.py"/>
        <source>Make one with 'Emission model from cell plan'.</source>
        <translation>Erzeugen Sie eine mit 'Emissionsmodell aus Zellplan'.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/emission.py"/>
        <source>no cell {} among {}</source>
        <translation>keine Zelle {} unter {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/emission.py"/>
        <source>It has, for example, {}.</source>
        <translation>Es hat zum Beispiel {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/emission.py"/>
        <source>the file cannot be written whole ({})</source>
        <translation>die Datei lässt sich nicht vollständig schreiben ({})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/emission.py"/>
        <source>Check the free space.</source>
        <translation>Prüfen Sie den freien Platz.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/emission.py"/>
        <source>the file is damaged or not an emission model ({})</source>
        <translation>die Datei ist beschädigt oder kein Emissionsmodell ({})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/emission.py"/>
        <source>Make the model again with 'Emission model from cell plan'.</source>
        <translation>Erzeugen Sie das Modell neu mit 'Emissionsmodell aus Zellplan'.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/emission.py"/>
        <source>this is not an emission model</source>
        <translation>dies ist kein Emissionsmodell</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/emission.py"/>
        <source>the model has format version {}, this plugin reads version {}</source>
        <translation>das Modell hat die Formatversion {}, dieses Plugin liest Version {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/emission.py"/>
        <source>Update the plugin or make the model again.</source>
        <translation>Aktualisieren Sie das Plugin, oder erzeugen Sie das Modell neu.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>the threshold {} is not usable with predicted levels</source>
        <translation>die Schwelle {} ist mit vorhergesagten Pegeln nicht brauchbar</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>Give a number above 0 and below 1, such as 0.05.</source>
        <translation>Geben Sie eine Zahl über 0 und unter 1 an, etwa 0.05.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>{} is not a dominance</source>
        <translation>{} ist keine Dominanz</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>Median dominance</source>
        <translation>Mittlere Dominanz</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>Give a number above 0 and below 1, such as 0.7.</source>
        <translation>Geben Sie eine Zahl über 0 und unter 1 an, etwa 0.7.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>{} cells stand where the height of the ground is not known</source>
        <translation>{} Zellen stehen, wo die Höhe des Bodens nicht bekannt ist</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>Cell plan, {}</source>
        <translation>Zellplan, {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>Give their z_m, or an elevation layer that covers them.</source>
        <translation>Geben Sie ihr z_m an, oder einen Höhenlayer, der sie abdeckt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>the share of built-up land is not between 0 and 1 in {} tiles</source>
        <translation>der Anteil bebauten Landes liegt in {} Kacheln nicht zwischen 0 und 1</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>Give shares, not percentages or classes.</source>
        <translation>Geben Sie Anteile an, nicht Prozente oder Klassen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>{} of {} tiles have no height</source>
        <translation>{} von {} Kacheln haben keine Höhe</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>Take an elevation layer that covers the extent, and fill its gaps, with 0 at sea.</source>
        <translation>Nehmen Sie einen Höhenlayer, der die Ausdehnung abdeckt, und füllen Sie seine Lücken, auf See mit 0.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>{} values for {} tiles</source>
        <translation>{} Werte für {} Kacheln</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>{} ids come more than once</source>
        <translation>{} IDs kommen mehrmals vor</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>Give every cell its own.</source>
        <translation>Geben Sie jeder Zelle eine eigene.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>{} is not a compatibility</source>
        <translation>{} ist keine Kompatibilität</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>the threshold {} is not a dominance</source>
        <translation>die Schwelle {} ist keine Dominanz</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>Give a number from 0 to below 1, such as 0.05.</source>
        <translation>Geben Sie eine Zahl von 0 bis unter 1 an, etwa 0.05.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/footprint.py"/>
        <source>{} is not usable in {} cells</source>
        <translation>{} ist in {} Zellen nicht brauchbar</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/grid.py"/>
        <source>the extent ({}, {}) to ({}, {}) is empty</source>
        <translation>die Ausdehnung ({}, {}) bis ({}, {}) ist leer</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/grid.py"/>
        <source>Give an extent with a positive width and height.</source>
        <translation>Geben Sie eine Ausdehnung mit positiver Breite und Höhe an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/ground.py"/>
        <source>it has no height in the area</source>
        <translation>es hat im Gebiet keine Höhe</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/ground.py"/>
        <source>Take an elevation model that covers it.</source>
        <translation>Nehmen Sie ein Höhenmodell, das es abdeckt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/links.py"/>
        <source>{} is not a quantity</source>
        <translation>{} ist keine Größe</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/links.py"/>
        <source>Quantity</source>
        <translation>Größe</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/measured.py"/>
        <source>no sample served, or all are of one run or place</source>
        <translation>kein Messpunkt bediente, oder alle gehören zu einem Lauf oder Ort</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/measured.py"/>
        <source>Give the bandwidth, or the fields that tell which cells served, and in which drive or day.</source>
        <translation>Geben Sie die Bandbreite an, oder die Felder, die sagen, welche Zellen bedienten und auf welcher Fahrt oder an welchem Tag.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/measured.py"/>
        <source>{} is not usable</source>
        <translation>{} ist nicht brauchbar</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/measured.py"/>
        <source>Give a number of {}.</source>
        <translation>Geben Sie eine Zahl {} an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/path_loss.py"/>
        <source>there are environments other than {} to {}</source>
        <translation>es gibt andere Umgebungen als {} bis {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/path_loss.py"/>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/path_loss.py"/>
        <source>Use 0 open, 1 suburban, 2 urban, 3 dense urban.</source>
        <translation>Verwenden Sie 0 offen, 1 vorstädtisch, 2 städtisch, 3 dicht bebaut.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>a file of {} MB is no antenna pattern</source>
        <translation>eine Datei von {} MB ist kein Antennendiagramm</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Antenna pattern {}</source>
        <translation>Antennendiagramm {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Choose a text file of angles and attenuations.</source>
        <translation>Wählen Sie eine Textdatei mit Winkeln und Dämpfungen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>the file is not text</source>
        <translation>die Datei ist kein Text</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Choose a text file; UTF-16 needs its byte order mark.</source>
        <translation>Wählen Sie eine Textdatei; UTF-16 braucht seine Byte-Reihenfolge-Marke.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Get the file again from the maker of the antenna.</source>
        <translation>Holen Sie die Datei erneut vom Hersteller der Antenne.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>the file has {} gains instead of 720</source>
        <translation>die Datei hat {} Gewinne statt 720</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Take Radio Mobile's version 3: 360 gains around the horizon and 360 from the zenith down and back.</source>
        <translation>Nehmen Sie Version 3 von Radio Mobile: 360 Gewinne rund um den Horizont und 360 vom Zenit hinab und zurück.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>the angles end at {} and {}</source>
        <translation>die Winkel enden bei {} und {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Give them from -10 (above the horizon) to 90 (straight down).</source>
        <translation>Geben Sie sie von -10 (über dem Horizont) bis 90 (senkrecht nach unten) an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>there is no {} file beside it</source>
        <translation>es gibt keine Datei {} daneben</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Put both of the pair into one folder.</source>
        <translation>Legen Sie beide des Paares in einen Ordner.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>the file is cut short</source>
        <translation>die Datei ist abgeschnitten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>the first line gives the antenna's {}</source>
        <translation>die erste Zeile gibt der Antenne {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Put it into the cell plan as the cell's {}, and write 0 here.</source>
        <translation>Schreiben Sie es in den Zellplan als {} der Zelle, und hier 0.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>the field {} is not between 0 and 1</source>
        <translation>das Feld {} liegt nicht zwischen 0 und 1</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Give normalised fields (voltages), not decibels.</source>
        <translation>Geben Sie normierte Felder (Spannungen) an, nicht Dezibel.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>{} has attenuations of either sign</source>
        <translation>{} hat Dämpfungen beiderlei Vorzeichens</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Give attenuations relative to the gain.</source>
        <translation>Geben Sie Dämpfungen relativ zum Gewinn an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>the angle {} comes twice in {}</source>
        <translation>der Winkel {} kommt in {} zweimal vor</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>{} tells nothing between {} and {} degrees</source>
        <translation>{} sagt zwischen {} und {} Grad nichts</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Choose a file that tells all angles.</source>
        <translation>Wählen Sie eine Datei, die alle Winkel nennt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>{} is not {} number{}</source>
        <translation>{} ist nicht {} Zahl{}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>{} does not tell how many lines follow</source>
        <translation>{} sagt nicht, wie viele Zeilen folgen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Write, for example, HORIZONTAL 360.</source>
        <translation>Schreiben Sie zum Beispiel HORIZONTAL 360.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>GAIN {} is no gain</source>
        <translation>GAIN {} ist kein Gewinn</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Write, for example, GAIN 17.5 dBi.</source>
        <translation>Schreiben Sie zum Beispiel GAIN 17.5 dBi.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>{} may be {}</source>
        <translation>{} kann {} sein</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Antenna patterns, {}</source>
        <translation>Antennendiagramme, {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Name the file with its ending in the cell plan, or leave one of them in the folder.</source>
        <translation>Nennen Sie die Datei im Zellplan mit ihrer Endung, oder lassen Sie eine davon im Ordner.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>the folder cannot be read ({})</source>
        <translation>der Ordner ist nicht lesbar ({})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Choose the folder that holds the pattern files.</source>
        <translation>Wählen Sie den Ordner, der die Diagrammdateien enthält.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Check its name and rights.</source>
        <translation>Prüfen Sie seinen Namen und die Rechte.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>{} comes twice</source>
        <translation>{} kommt zweimal vor</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Make a file of each of the antenna's patterns.</source>
        <translation>Machen Sie aus jedem Diagramm der Antenne eine Datei.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>{} is cut short: {} of its {} lines are there</source>
        <translation>{} ist abgeschnitten: {} seiner {} Zeilen sind da</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>{} goes on after its {} lines</source>
        <translation>{} geht nach seinen {} Zeilen weiter</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Correct the number in line {}.</source>
        <translation>Berichtigen Sie die Zahl in Zeile {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>there is no line that begins with {}</source>
        <translation>es gibt keine Zeile, die mit {} beginnt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/pattern_files.py"/>
        <source>Choose an MSI or Planet file with both cuts.</source>
        <translation>Wählen Sie eine MSI- oder Planet-Datei mit beiden Schnitten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/patterns.py"/>
        <source>{} is not a way to combine the cuts of an antenna</source>
        <translation>{} ist keine Art, die Schnitte einer Antenne zu verbinden</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/power.py"/>
        <source>it has no entry with a position and a power</source>
        <translation>es hat keinen Eintrag mit Ort und Leistung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/power.py"/>
        <source>Register</source>
        <translation>Verzeichnis</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/power.py"/>
        <source>Check its fields.</source>
        <translation>Prüfen Sie seine Felder.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/power.py"/>
        <source>no entry stands within {} m of a site; the nearest is {} m away</source>
        <translation>kein Eintrag steht innerhalb von {} m eines Standorts; der nächste ist {} m entfernt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/power.py"/>
        <source>Raise the tolerance, and check the CRS of both layers.</source>
        <translation>Erhöhen Sie die Toleranz, und prüfen Sie das KBS beider Layer.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/radiated.py"/>
        <source>there is no meaning {}</source>
        <translation>es gibt keine Bedeutung {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/radiated.py"/>
        <source>Power</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/table.py"/>
        <source>the points are not the centres of a regular grid of square tiles (most steps are {} m)</source>
        <translation>die Punkte sind nicht die Mitten eines regelmäßigen Gitters quadratischer Kacheln (die meisten Schritte sind {} m)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/table.py"/>
        <source>Row {}</source>
        <translation>Zeile {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/table.py"/>
        <source>Give centres of tiles in a projected CRS, or give the grid.</source>
        <translation>Geben Sie Mitten von Kacheln in einem projizierten KBS an, oder das Gitter.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/table.py"/>
        <source>there is no kind of value {}</source>
        <translation>es gibt keine Art von Wert {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/table.py"/>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/table.py"/>
        <source>Choose 's' for dominance or 'p' for probability.</source>
        <translation>Wählen Sie 's' für Dominanz oder 'p' für Wahrscheinlichkeit.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/table.py"/>
        <source>the columns have {}, {}, {} and {} values</source>
        <translation>die Spalten haben {}, {}, {} und {} Werte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/table.py"/>
        <source>Give one for each row.</source>
        <translation>Geben Sie einen für jede Zeile an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/table.py"/>
        <source>the table is empty</source>
        <translation>die Tabelle ist leer</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/table.py"/>
        <source>Give a row for each cell and tile.</source>
        <translation>Geben Sie eine Zeile für jede Zelle und Kachel an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/table.py"/>
        <source>{} ({} rows are like this)</source>
        <translation>{} ({} Zeilen sind so)</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/table.py"/>
        <source>the table has one single point, which has no tile size</source>
        <translation>die Tabelle hat einen einzigen Punkt, der keine Kachelgröße hat</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/table.py"/>
        <source>Give the grid.</source>
        <translation>Geben Sie das Gitter an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/table.py"/>
        <source>the probabilities sum to {}; in {} tiles the sum is not 1</source>
        <translation>die Wahrscheinlichkeiten summieren sich zu {}; in {} Kacheln ist die Summe nicht 1</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/table.py"/>
        <source>Tile {} at ({}, {})</source>
        <translation>Kachel {} bei ({}, {})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/table.py"/>
        <source>Give every cell that covers the tile, or give dominances.</source>
        <translation>Geben Sie jede Zelle an, die die Kachel versorgt, oder geben Sie Dominanzen an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/tessellation.py"/>
        <source>no cell has a position</source>
        <translation>keine Zelle hat einen Ort</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/tessellation.py"/>
        <source>Give points, or a model with footprints for 'barycentre'.</source>
        <translation>Geben Sie Punkte an, oder für 'barycentre' ein Modell mit Versorgungsgebieten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/tessellation.py"/>
        <source>it is no valid polygon with an area</source>
        <translation>es ist kein gültiges Polygon mit einer Fläche</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/tessellation.py"/>
        <source>Boundary</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/tessellation.py"/>
        <source>Repair it ('Fix geometries').</source>
        <translation>Reparieren Sie es ('Geometrien reparieren').</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/tessellation.py"/>
        <source>'barycentre' needs x and y for each of the {} cells</source>
        <translation>'barycentre' braucht x und y für jede der {} Zellen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/tessellation.py"/>
        <source>Seeds</source>
        <translation>Keime</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/tessellation.py"/>
        <source>Give the emission model of this cell plan.</source>
        <translation>Geben Sie das Emissionsmodell dieses Zellplans an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/tessellation.py"/>
        <source>longitude and latitude cannot be computed ({})</source>
        <translation>Länge und Breite lassen sich nicht berechnen ({})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/tessellation.py"/>
        <source>CRS of the cell plan</source>
        <translation>KBS des Zellplans</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/tessellation.py"/>
        <source>Choose another CRS, or the method 'wedge'.</source>
        <translation>Wählen Sie ein anderes KBS, oder die Methode 'wedge'.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/variants.py"/>
        <source>{} is no way of the other cells</source>
        <translation>{} ist keine Art der anderen Zellen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/variants.py"/>
        <source>it has no {}: it is omnidirectional</source>
        <translation>sie hat keinen Wert für {}: sie strahlt rundum</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/variants.py"/>
        <source>Cell {}</source>
        <translation>Zelle {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/variants.py"/>
        <source>Choose another cell or parameter.</source>
        <translation>Wählen Sie eine andere Zelle oder einen anderen Parameter.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/variants.py"/>
        <source>{} cannot be the {} of a cell</source>
        <translation>{} kann nicht {} einer Zelle sein</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/variants.py"/>
        <source>Give numbers from {} to {} {}.</source>
        <translation>Geben Sie Zahlen von {} bis {} {} an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/geolocation/variants.py"/>
        <source>Give numbers from {} to {}.</source>
        <translation>Geben Sie Zahlen von {} bis {} an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/memory.py"/>
        <source>{} need about {} GiB of memory, {} GiB are free</source>
        <translation>{} brauchen etwa {} GiB Speicher, {} GiB sind frei</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/buildings.py"/>
        <source>they cannot be brought onto the grid</source>
        <translation>sie lassen sich nicht auf das Gitter bringen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/buildings.py"/>
        <source>Check their geometries ('Fix geometries').</source>
        <translation>Prüfen Sie ihre Geometrien ('Geometrien reparieren').</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/cell_areas.py"/>
        <source>no feature has an area</source>
        <translation>kein Objekt hat eine Fläche</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/cell_areas.py"/>
        <source>Use a polygon layer.</source>
        <translation>Verwenden Sie einen Polygonlayer.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/cell_areas.py"/>
        <source>it names none of the {} cells of the events (theirs are {}, here {})</source>
        <translation>es nennt keine der {} Zellen der Ereignisse (deren sind {}, hier {})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/cell_areas.py"/>
        <source>Pick the field that names the cells, or use the areas of this network.</source>
        <translation>Wählen Sie das Feld, das die Zellen nennt, oder verwenden Sie die Gebiete dieses Netzes.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/crs.py"/>
        <source>the CRS is unknown</source>
        <translation>das KBS ist unbekannt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/crs.py"/>
        <source>Set it in the layer's properties ('Set layer CRS').</source>
        <translation>Setzen Sie es in den Eigenschaften des Layers ('KBS des Layers setzen').</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/crs.py"/>
        <source>{} does not measure in metres</source>
        <translation>{} misst nicht in Metern</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/crs.py"/>
        <source>Choose a projected CRS in metres, such as EPSG:3035 in Europe or the UTM zone of the area.</source>
        <translation>Wählen Sie ein projiziertes KBS in Metern, etwa EPSG:3035 in Europa oder die UTM-Zone des Gebiets.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>there is no band {}</source>
        <translation>es gibt keinen Kanal {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>It has {}.</source>
        <translation>Es hat {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>the layer has no features</source>
        <translation>der Layer hat keine Objekte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>features {} have no geometry</source>
        <translation>die Objekte {} haben keine Geometrie</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>Delete them, or leave them out by a filter or selection.</source>
        <translation>Löschen Sie sie, oder lassen Sie sie durch Filter oder Auswahl weg.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/density/densitytozones.py"/>
        <source>features {} are not valid ({})</source>
        <translation>die Objekte {} sind nicht gültig ({})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>they hold {} times, from {} to {}</source>
        <translation>sie enthalten {} Zeiten, von {} bis {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>Set 'Time to take', or use 'Density series' for all of them.</source>
        <translation>Setzen Sie 'Zu verwendende Zeit', oder verwenden Sie 'Dichtereihe' für alle.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>no counts at {}</source>
        <translation>keine Zählungen um {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/estimation.py"/>
        <source>They hold {} to {}.</source>
        <translation>Sie enthalten {} bis {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>feature {} is a {}, not a line</source>
        <translation>Objekt {} ist vom Typ {}, keine Linie</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>no pair has times that overlap</source>
        <translation>kein Paar hat Zeiten, die sich überschneiden</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparecurves.py"/>
        <source>Give both layers times as M, or compare the whole lines.</source>
        <translation>Geben Sie beiden Layern Zeiten als M, oder vergleichen Sie die ganzen Linien.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>they have no time in common</source>
        <translation>sie haben keine gemeinsame Zeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>{} and {}</source>
        <translation>{} und {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Give both a field time, or pick key fields that name an event.</source>
        <translation>Geben Sie beiden ein Feld time, oder wählen Sie Schlüsselfelder, die ein Ereignis benennen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>no field tells the kind of event</source>
        <translation>kein Feld sagt die Art des Ereignisses</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/evaluation/comparepositions.py"/>
        <source>Pick the event field, or let all events count.</source>
        <translation>Wählen Sie das Ereignisfeld, oder lassen Sie alle Ereignisse gelten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fixes.py"/>
        <source>no row can be used</source>
        <translation>keine Zeile ist brauchbar</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/fixes.py"/>
        <source>Check the fields picked for device and time, and the geometries.</source>
        <translation>Prüfen Sie die gewählten Felder für Gerät und Zeit, und die Geometrien.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>these are {} values with that of now</source>
        <translation>das sind {} Werte mit dem jetzigen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Give at most {} others.</source>
        <translation>Geben Sie höchstens {} andere an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>The plan has, for example, {}.</source>
        <translation>Der Plan hat zum Beispiel {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>{} is not a list of numbers</source>
        <translation>{} ist keine Liste von Zahlen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/comparefootprints.py"/>
        <source>Write numbers such as -97.5, -87.5.</source>
        <translation>Schreiben Sie Zahlen wie -97.5, -87.5.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>only the propagation models parametric and onoff can be like mobloc's</source>
        <translation>nur die Ausbreitungsmodelle parametric und onoff können wie die von mobloc sein</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>Choose exact, or another propagation model.</source>
        <translation>Wählen Sie exact, oder ein anderes Ausbreitungsmodell.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>its values are not shares from 0 to 1</source>
        <translation>seine Werte sind keine Anteile von 0 bis 1</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/emissionmodel.py"/>
        <source>Give the classes that are built up, such as 1-11 for CORINE.</source>
        <translation>Geben Sie die bebauten Klassen an, etwa 1-11 bei CORINE.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>the register has no rows</source>
        <translation>das Verzeichnis hat keine Zeilen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>none of the {} rows can be used ({})</source>
        <translation>keine der {} Zeilen ist brauchbar ({})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/interpolatepower.py"/>
        <source>Pick the field that holds the power of each transmitter, and set its unit.</source>
        <translation>Wählen Sie das Feld mit der Leistung jedes Senders, und setzen Sie seine Einheit.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromareas.py"/>
        <source>no area has a cell id in the field {}</source>
        <translation>kein Gebiet hat eine Zell-ID im Feld {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromareas.py"/>
        <source>Pick the field that names the cells.</source>
        <translation>Wählen Sie das Feld, das die Zellen nennt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>no row names a cell</source>
        <translation>keine Zeile nennt eine Zelle</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Check the layer, its filter and the field that names the cells.</source>
        <translation>Den Layer, seinen Filter und das Feld, das die Zellen nennt, prüfen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>it names none of the {} cells of the model (theirs are {}, here {})</source>
        <translation>es nennt keine der {} Zellen des Modells (deren sind {}, hier {})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfrommeasurements.py"/>
        <source>Pick the field that names the cells, or use the cells of this network.</source>
        <translation>Das Feld wählen, das die Zellen nennt, oder die Zellen dieses Netzes verwenden.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>the table has no rows</source>
        <translation>die Tabelle hat keine Zeilen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>Check the table, its filter and the selection.</source>
        <translation>Prüfen Sie die Tabelle, ihren Filter und die Auswahl.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>nothing tells the CRS of its coordinates</source>
        <translation>nichts sagt das KBS ihrer Koordinaten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/modelfromtable.py"/>
        <source>Set 'CRS of the coordinates'.</source>
        <translation>Setzen Sie 'KBS der Koordinaten'.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>ids that contain {}: {}</source>
        <translation>IDs, die {} enthalten: {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>Cells that share an area are joined by it; rename them or take another method.</source>
        <translation>Zellen, die ein Gebiet teilen, werden damit verbunden; benennen Sie sie um, oder nehmen Sie eine andere Methode.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>the method barycentre needs a model</source>
        <translation>die Methode barycentre braucht ein Modell</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/geolocation/voronoiareas.py"/>
        <source>Make one with 'Emission model from cell plan' and choose it here.</source>
        <translation>Erzeugen Sie eines mit 'Emissionsmodell aus Zellplan', und wählen Sie es hier.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>{} tiles need {} GB of scratch files, {} GB are free</source>
        <translation>{} Kacheln brauchen {} GB an Hilfsdateien, {} GB sind frei</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>Take a coarser resolution or a smaller extent, or free some space.</source>
        <translation>Nehmen Sie eine gröbere Auflösung oder eine kleinere Ausdehnung, oder machen Sie Platz frei.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>it does not reach the area</source>
        <translation>es reicht nicht bis zum Gebiet</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>Check its CRS and extent.</source>
        <translation>Prüfen Sie sein KBS und seine Ausdehnung.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>Check its CRS, its extent and its no-data value.</source>
        <translation>Prüfen Sie sein KBS, seine Ausdehnung und seinen NoData-Wert.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>it has no value in the area</source>
        <translation>es hat im Gebiet keinen Wert</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>values such as {} are neither classes of CORINE nor shares from 0 to 1</source>
        <translation>Werte wie {} sind weder Klassen von CORINE noch Anteile von 0 bis 1</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>Set 'Land-use classes', such as suburban=2; urban=1; trees=23-25.</source>
        <translation>Setzen Sie 'Landnutzungsklassen', etwa suburban=2; urban=1; trees=23-25.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>{} is not understood</source>
        <translation>{} ist nicht verständlich</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/ground.py"/>
        <source>Write a kind and its classes, such as trees=23-25; the kinds are {}.</source>
        <translation>Schreiben Sie eine Art und ihre Klassen, etwa trees=23-25; die Arten sind {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/heard.py"/>
        <source>Use the one of this network, and check how both write the ids.</source>
        <translation>Verwenden Sie das dieses Netzes, und prüfen Sie, wie beide die IDs schreiben.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>x and y are swapped: as they are, most cells lie outside the area of {}</source>
        <translation>x und y sind vertauscht: so liegen die meisten Zellen außerhalb des Gebiets von {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>Swap the coordinates ('Swap X and Y coordinates') or the fields, or set the right CRS.</source>
        <translation>Vertauschen Sie die Koordinaten ('X- und Y-Koordinaten vertauschen') oder die Felder, oder setzen Sie das richtige KBS.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>no coordinate can be brought from {} to {}</source>
        <translation>keine Koordinate lässt sich von {} nach {} bringen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>Check the CRS of the layer; it does not fit its coordinates.</source>
        <translation>Prüfen Sie das KBS des Layers; es passt nicht zu seinen Koordinaten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>no feature has a geometry</source>
        <translation>kein Objekt hat eine Geometrie</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>Use a {} layer.</source>
        <translation>Verwenden Sie einen Layer vom Typ {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>features {} cannot be brought from {} to {}</source>
        <translation>die Objekte {} lassen sich nicht von {} nach {} bringen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>{} is not a time</source>
        <translation>{} ist keine Zeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>Write ISO text such as 2024-05-01T12:00:00.</source>
        <translation>Schreiben Sie ISO-Text wie 2024-05-01T12:00:00.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>these are {} times</source>
        <translation>das sind {} Zeiten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>Give one.</source>
        <translation>Geben Sie eine an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>it is a table without points</source>
        <translation>es ist eine Tabelle ohne Punkte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>Use a point layer ('Create points layer from table').</source>
        <translation>Verwenden Sie einen Punktlayer ('Punktlayer aus Tabelle erzeugen').</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>Write classes and ranges such as 1-2=10, 3=4.</source>
        <translation>Schreiben Sie Klassen und Bereiche wie 1-2=10, 3=4.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>it is a table, and nothing tells the CRS of its fields {} and {}</source>
        <translation>es ist eine Tabelle, und nichts sagt das KBS ihrer Felder {} und {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/inputs.py"/>
        <source>Set 'CRS of the coordinate fields', or make a point layer of it first.</source>
        <translation>Setzen Sie 'KBS der Koordinatenfelder', oder machen Sie erst einen Punktlayer daraus.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/journeys.py"/>
        <source>no feature has a line</source>
        <translation>kein Objekt hat eine Linie</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/journeys.py"/>
        <source>no row belongs to a route</source>
        <translation>keine Zeile gehört zu einer Route</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/journeys.py"/>
        <source>Check device_id and journey_id of both layers, and the times.</source>
        <translation>Prüfen Sie device_id und journey_id beider Layer, und die Zeiten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/journeys.py"/>
        <source>{} routes cannot be brought from {} to {}</source>
        <translation>{} Routen lassen sich nicht von {} nach {} bringen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/layers.py"/>
        <source>Its fields are {}.</source>
        <translation>Seine Felder sind {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/layers.py"/>
        <source>the file cannot be written</source>
        <translation>die Datei lässt sich nicht schreiben</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/layers.py"/>
        <source>Check the folder, its permissions and the free space.</source>
        <translation>Prüfen Sie den Ordner, seine Rechte und den freien Platz.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/layers.py"/>
        <source>the file or its layer cannot be read</source>
        <translation>die Datei oder ihr Layer ist nicht lesbar</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/layers.py"/>
        <source>Check that it exists and is not damaged.</source>
        <translation>Prüfen Sie, ob sie existiert und nicht beschädigt ist.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/layers.py"/>
        <source>the format cannot hold it</source>
        <translation>das Format kann es nicht aufnehmen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/layers.py"/>
        <source>Choose a GeoPackage (.gpkg): a shapefile, for one, holds no table.</source>
        <translation>Wählen Sie ein GeoPackage (.gpkg): ein Shapefile etwa nimmt keine Tabelle auf.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/layers.py"/>
        <source>the format kept {} of {} rows</source>
        <translation>das Format behielt {} von {} Zeilen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/layers.py"/>
        <source>Choose a GeoPackage (.gpkg): this format drops rows without geometry.</source>
        <translation>Wählen Sie ein GeoPackage (.gpkg): dieses Format lässt Zeilen ohne Geometrie weg.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/layers.py"/>
        <source>feature {} is a {}, not a point</source>
        <translation>Objekt {} ist vom Typ {}, kein Punkt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/layers.py"/>
        <source>Use a point layer.</source>
        <translation>Verwenden Sie einen Punktlayer.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/layers.py"/>
        <source>rows {} to {} could not be written ({})</source>
        <translation>die Zeilen {} bis {} ließen sich nicht schreiben ({})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/layers.py"/>
        <source>Check the free space, or another format. Choose a GeoPackage (.gpkg).</source>
        <translation>Prüfen Sie den freien Platz, oder nehmen Sie ein anderes Format. Wählen Sie ein GeoPackage (.gpkg).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>no feature has a position</source>
        <translation>kein Objekt hat einen Ort</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>Use a point layer with geometries.</source>
        <translation>Verwenden Sie einen Punktlayer mit Geometrien.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>no value of the field {} says that a cell served ({})</source>
        <translation>kein Wert des Feldes {} sagt, dass eine Zelle bediente ({})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>Use 1, true, yes, serving or PCell for cells that served, or leave the field empty.</source>
        <translation>Verwenden Sie 1, true, yes, serving oder PCell für Zellen, die bedienten, oder lassen Sie das Feld leer.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>none of the {} points can be used ({})</source>
        <translation>keiner der {} Punkte ist brauchbar ({})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/measurements.py"/>
        <source>Check the fields picked, the extent and the cell plan.</source>
        <translation>Prüfen Sie die gewählten Felder, die Ausdehnung und den Zellplan.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/models.py"/>
        <source>none of the {} cells reaches a tile of the grid</source>
        <translation>keine der {} Zellen erreicht eine Kachel des Gitters</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/models.py"/>
        <source>Check the extent, the CRS and the range of the cells.</source>
        <translation>Prüfen Sie die Ausdehnung, das KBS und die Reichweite der Zellen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/pairs.py"/>
        <source>there are {} for the estimated layer and {} for the true one</source>
        <translation>es gibt {} für den geschätzten Layer und {} für den wahren</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/pairs.py"/>
        <source>Choose as many in both, in the same order.</source>
        <translation>Wählen Sie gleich viele in beiden, in derselben Reihenfolge.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/pairs.py"/>
        <source>no field tells which rows of both layers belong together</source>
        <translation>kein Feld sagt, welche Zeilen beider Layer zusammengehören</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/pairs.py"/>
        <source>Pick the key fields, or give both layers fields of the same names, such as device_id and journey_id.</source>
        <translation>Wählen Sie die Schlüsselfelder, oder geben Sie beiden Layern Felder gleichen Namens, etwa device_id und journey_id.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/pairs.py"/>
        <source>no rows have the same {} (the first are {})</source>
        <translation>keine Zeilen haben dieselben Werte in {} (die ersten sind {})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/pairs.py"/>
        <source>Pick fields whose values are the same in both layers.</source>
        <translation>Wählen Sie Felder, deren Werte in beiden Layern gleich sind.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>no cell can be heard there: the nearest one, {}, is {} away</source>
        <translation>keine Zelle ist dort zu hören: die nächste, {}, ist {} entfernt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/prediction.py"/>
        <source>Check the extent and the CRS of the plan, give the cells a larger range_m, or lower the threshold.</source>
        <translation>Prüfen Sie Ausdehnung und KBS des Plans, geben Sie den Zellen ein größeres range_m, oder senken Sie die Schwelle.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/predictions.py"/>
        <source>no cell reaches the least level anywhere in the area</source>
        <translation>keine Zelle erreicht irgendwo im Gebiet den kleinsten Pegel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/predictions.py"/>
        <source>Lower it, or check the powers of the cells, the extent and the CRS.</source>
        <translation>Senken Sie ihn, oder prüfen Sie die Leistungen der Zellen, die Ausdehnung und das KBS.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/rasters.py"/>
        <source>the raster cannot be written</source>
        <translation>das Raster lässt sich nicht schreiben</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/rasters.py"/>
        <source>the raster could not be brought onto the grid</source>
        <translation>das Raster ließ sich nicht auf das Gitter bringen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/rasters.py"/>
        <source>it does not reach the grid</source>
        <translation>es reicht nicht bis zum Gitter</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/rasters.py"/>
        <source>the pixels are not square and north up</source>
        <translation>die Pixel sind nicht quadratisch und nach Norden ausgerichtet</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/rasters.py"/>
        <source>Warp the raster to square pixels first.</source>
        <translation>Transformieren Sie das Raster erst auf quadratische Pixel.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/rasters.py"/>
        <source>their tiles differ ({} against {})</source>
        <translation>ihre Kacheln unterscheiden sich ({} gegen {})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/rasters.py"/>
        <source>Bring one onto the other's grid, for example with 'Warp (reproject)' and the resampling 'sum'.</source>
        <translation>Bringen Sie eines auf das Gitter des anderen, etwa mit 'Transformieren (reprojizieren)' und der Abtastung 'sum'.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/rasters.py"/>
        <source>Check that its folder exists and may be written to.</source>
        <translation>Prüfen Sie, ob sein Ordner existiert und beschreibbar ist.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/rasters.py"/>
        <source>the raster cannot be read</source>
        <translation>das Raster ist nicht lesbar</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/rasters.py"/>
        <source>Export it as GeoTIFF and use that.</source>
        <translation>Exportieren Sie es als GeoTIFF, und verwenden Sie dieses.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/rasters.py"/>
        <source>the format {} cannot hold this raster</source>
        <translation>das Format {} kann dieses Raster nicht aufnehmen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/rasters.py"/>
        <source>Choose a GeoTIFF (.tif).</source>
        <translation>Wählen Sie ein GeoTIFF (.tif).</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>{} values do not make rows of {}</source>
        <translation>{} Werte ergeben keine Zeilen zu {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Give each layer {}.</source>
        <translation>Geben Sie jeder Schicht {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>nothing tells its CRS</source>
        <translation>nichts sagt ihr KBS</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Write it as 11.3,11.8,48.0,48.3 [EPSG:4326], or set the CRS.</source>
        <translation>Schreiben Sie sie als 11.3,11.8,48.0,48.3 [EPSG:4326], oder setzen Sie das KBS.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>layer {} has a value that is not a number</source>
        <translation>Schicht {} hat einen Wert, der keine Zahl ist</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/scenario/createscenario.py"/>
        <source>Give {} as numbers.</source>
        <translation>Geben Sie {} als Zahlen an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/speed_truth.py"/>
        <source>no field tells which track belongs to which device</source>
        <translation>kein Feld sagt, welche Spur zu welchem Gerät gehört</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/speed_truth.py"/>
        <source>Give both layers a field device_id, or pick the key fields.</source>
        <translation>Geben Sie beiden Layern ein Feld device_id, oder wählen Sie die Schlüsselfelder.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/speed_truth.py"/>
        <source>no segment lies on a track</source>
        <translation>kein Abschnitt liegt auf einer Spur</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/speed_truth.py"/>
        <source>Check the key fields of both layers and that their times are of the same days and zone.</source>
        <translation>Prüfen Sie die Schlüsselfelder beider Layer, und ob ihre Zeiten von denselben Tagen und aus derselben Zone sind.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/speed_truth.py"/>
        <source>it is a table without geometry, so it is no track</source>
        <translation>es ist eine Tabelle ohne Geometrie, also keine Spur</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/speed_truth.py"/>
        <source>Use points with times, or lines with times as M; or choose segments and pick the true speed.</source>
        <translation>Verwenden Sie Punkte mit Zeiten, oder Linien mit Zeiten als M; oder wählen Sie segments und das Feld der wahren Geschwindigkeit.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/speed_truth.py"/>
        <source>the lines have no times as M</source>
        <translation>die Linien haben keine Zeiten als M</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/speed_truth.py"/>
        <source>Use lines whose M is the time in seconds since 1970.</source>
        <translation>Verwenden Sie Linien, deren M die Zeit in Sekunden seit 1970 ist.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>the distance to sites needs a cell plan</source>
        <translation>die Entfernung zu Standorten braucht einen Zellplan</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/estimatetrajectories.py"/>
        <source>Choose one, or measure to the centroid.</source>
        <translation>Wählen Sie einen, oder messen Sie zum Schwerpunkt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>all journeys lie between two steps</source>
        <translation>alle Fahrten liegen zwischen zwei Schritten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Take a shorter step.</source>
        <translation>Nehmen Sie einen kürzeren Schritt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>there are both</source>
        <translation>es gibt beides</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>there are neither routes nor positions</source>
        <translation>es gibt weder Routen noch Positionen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Give routes with times as M, or else positions with times.</source>
        <translation>Geben Sie Routen mit Zeiten als M an, oder sonst Positionen mit Zeiten.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>no journey has times</source>
        <translation>keine Fahrt hat Zeiten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Use routes with times as M, or positions with a time at each.</source>
        <translation>Verwenden Sie Routen mit Zeiten als M, oder Positionen mit je einer Zeit.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>the lines have no M values, so nothing tells when the phone was where</source>
        <translation>die Linien haben keine M-Werte, so dass nichts sagt, wann das Telefon wo war</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Use routes with times as M ('Estimate trajectories' writes them), or export the event positions.</source>
        <translation>Verwenden Sie Routen mit Zeiten als M ('Trajektorien schätzen' schreibt sie), oder exportieren Sie die Positionen der Ereignisse.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>some places have no longitude and latitude from {}</source>
        <translation>einige Orte haben keine Länge und Breite aus {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/processing/trajectory/exporttraces.py"/>
        <source>Check the CRS.</source>
        <translation>Prüfen Sie das KBS.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/drives.py"/>
        <source>{} journeys cannot be</source>
        <translation>{} Fahrten kann es nicht geben</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/drives.py"/>
        <source>Give 1 or more.</source>
        <translation>Geben Sie 1 oder mehr an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/drives.py"/>
        <source>none of them lies within the extent</source>
        <translation>keine davon liegt innerhalb der Ausdehnung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/drives.py"/>
        <source>Give roads of this part of the world.</source>
        <translation>Geben Sie Straßen dieses Teils der Welt an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/events.py"/>
        <source>there are {} for {} cells</source>
        <translation>es gibt {} für {} Zellen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/events.py"/>
        <source>Location areas</source>
        <translation>Location Areas</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/events.py"/>
        <source>Give one for each cell.</source>
        <translation>Geben Sie eine für jede Zelle an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/events.py"/>
        <source>the rate of sessions is negative, or a duration is not positive</source>
        <translation>die Rate der Sitzungen ist negativ, oder eine Dauer ist nicht positiv</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/events.py"/>
        <source>Give, say, 6 sessions a day, calls of 120 s and updates every 14400 s.</source>
        <translation>Geben Sie etwa 6 Sitzungen am Tag, Anrufe von 120 s und Aktualisierungen alle 14400 s an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/events.py"/>
        <source>the shares {} of calls and {} of idle phones are not shares</source>
        <translation>die Anteile {} der Anrufe und {} der ruhenden Telefone sind keine Anteile</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/events.py"/>
        <source>Give numbers from 0 to 1.</source>
        <translation>Geben Sie Zahlen von 0 bis 1 an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/handovers.py"/>
        <source>{} is no share</source>
        <translation>{} ist kein Anteil</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/handovers.py"/>
        <source>a property of the radio is negative</source>
        <translation>eine Eigenschaft des Funks ist negativ</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/handovers.py"/>
        <source>Radio</source>
        <translation>Funk</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/handovers.py"/>
        <source>Give, say, 6 dB, 120 m, 6 dB and 2 s.</source>
        <translation>Geben Sie etwa 6 dB, 120 m, 6 dB und 2 s an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/network.py"/>
        <source>no tower falls into the extent</source>
        <translation>kein Mast fällt in die Ausdehnung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/network.py"/>
        <source>Take a larger extent or a smaller spacing.</source>
        <translation>Nehmen Sie eine größere Ausdehnung oder einen kleineren Abstand.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/network.py"/>
        <source>two layers begin with the same two letters, which begin the ids of their cells</source>
        <translation>zwei Schichten beginnen mit denselben zwei Buchstaben, mit denen die IDs ihrer Zellen beginnen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/network.py"/>
        <source>Rename one of {}.</source>
        <translation>Benennen Sie eine von {} um.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/network.py"/>
        <source>{} towers cannot make a location area</source>
        <translation>{} Masten können keine Location Area bilden</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/network.py"/>
        <source>spacing and number of sectors must be positive, jitter not negative</source>
        <translation>Abstand und Zahl der Sektoren müssen positiv sein, die Streuung nicht negativ</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/network.py"/>
        <source>Layer {}</source>
        <translation>Schicht {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/network.py"/>
        <source>Correct the layer, such as a spacing of 3500 m, a jitter of 700 m and 3 sectors.</source>
        <translation>Berichtigen Sie die Schicht, etwa ein Abstand von 3500 m, eine Streuung von 700 m und 3 Sektoren.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/phones.py"/>
        <source>{} phones with shares {} and {} at {} km/h cannot be</source>
        <translation>{} Telefone mit den Anteilen {} und {} bei {} km/h kann es nicht geben</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/phones.py"/>
        <source>Give at least one phone, shares from 0 to 1 and a positive speed.</source>
        <translation>Geben Sie mindestens ein Telefon, Anteile von 0 bis 1 und eine positive Geschwindigkeit an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/population.py"/>
        <source>{} people on a share of {} of the tiles cannot be</source>
        <translation>{} Menschen auf einem Anteil von {} der Kacheln kann es nicht geben</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/population.py"/>
        <source>Give a number of people and a share of inhabited tiles above 0 up to 1.</source>
        <translation>Geben Sie eine Zahl von Menschen und einen Anteil bewohnter Kacheln über 0 bis 1 an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/population.py"/>
        <source>there are {} numbers of people for {} tiles</source>
        <translation>es gibt {} Zahlen von Menschen für {} Kacheln</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/population.py"/>
        <source>Give one for each tile of the grid.</source>
        <translation>Geben Sie eine für jede Kachel des Gitters an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/population.py"/>
        <source>the numbers of people must be 0 or more, and not all of them 0</source>
        <translation>die Zahlen der Menschen müssen 0 oder mehr sein, und nicht alle 0</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/population.py"/>
        <source>Fill what is missing with 0 and check the extent.</source>
        <translation>Füllen Sie Fehlendes mit 0, und prüfen Sie die Ausdehnung.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/roads.py"/>
        <source>the extent is too small for a road</source>
        <translation>die Ausdehnung ist zu klein für eine Straße</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/roads.py"/>
        <source>Give one of a few times {} m.</source>
        <translation>Geben Sie eine von einigen Malen {} m an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/scenario/world.py"/>
        <source>a reference time is not a time</source>
        <translation>eine Bezugszeit ist keine Zeit</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/candidates.py"/>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/endpoints.py"/>
        <source>no pixel of the study area has a weight above 0</source>
        <translation>kein Pixel des Untersuchungsgebiets hat ein Gewicht über 0</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/endpoints.py"/>
        <source>Land use and population</source>
        <translation>Landnutzung und Bevölkerung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/endpoints.py"/>
        <source>Check that the rasters reach the area and that the weights name the classes of the land-use raster.</source>
        <translation>Prüfen Sie, ob die Raster bis zum Gebiet reichen und die Gewichte die Klassen des Landnutzungsrasters nennen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/endpoints.py"/>
        <source>{} pixels have fewer than 0 people</source>
        <translation>{} Pixel haben weniger als 0 Menschen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/estimation.py"/>
        <source>{} areas for {} cells</source>
        <translation>{} Gebiete für {} Zellen</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/estimation.py"/>
        <source>Give an area, or None, for each cell.</source>
        <translation>Geben Sie für jede Zelle ein Gebiet an, oder None.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/estimation.py"/>
        <source>{} candidates by the rule {} cannot be</source>
        <translation>{} Kandidaten nach der Regel {} kann es nicht geben</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/estimation.py"/>
        <source>Candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/estimation.py"/>
        <source>Give 1 or more and one of {}.</source>
        <translation>Geben Sie 1 oder mehr an, und eines von {}.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/likelihoods.py"/>
        <source>none of the cells of the events has a site</source>
        <translation>keine der Zellen der Ereignisse hat einen Standort</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/likelihoods.py"/>
        <source>Choose the plan these events belong to.</source>
        <translation>Wählen Sie den Plan, zu dem diese Ereignisse gehören.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/matching.py"/>
        <source>likelihoods of shape {} and a prior of {} pieces do not fit {} cells and {} pieces</source>
        <translation>Likelihoods der Form {} und ein Prior von {} Stücken passen nicht zu {} Zellen und {} Stücken</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/matching.py"/>
        <source>Likelihoods</source>
        <translation>Likelihood-Werte</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/matching.py"/>
        <source>Make both for these cells and pieces.</source>
        <translation>Erzeugen Sie beide für diese Zellen und Stücke.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/matching.py"/>
        <source>{} cannot be</source>
        <translation>{} kann nicht sein</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/matching.py"/>
        <source>Give a positive number; a share between 0 and 1; two routes or more.</source>
        <translation>Geben Sie eine positive Zahl an; einen Anteil zwischen 0 und 1; zwei Routen oder mehr.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/network.py"/>
        <source>no road leads back to where it begins</source>
        <translation>keine Straße führt dorthin zurück, wo sie beginnt</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/network.py"/>
        <source>Keep weakly connected roads, or check the directions.</source>
        <translation>Behalten Sie schwach verbundene Straßen, oder prüfen Sie die Richtungen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/pieces.py"/>
        <source>a step of {} s, a factor of {}, turns weighing {}, U-turns {} or main roads {} cannot be</source>
        <translation>einen Schritt von {} s, einen Faktor von {}, Abbiegen mit Gewicht {}, Wenden {} oder Hauptstraßen {} kann es nicht geben</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/pieces.py"/>
        <source>Road pieces</source>
        <translation>Straßenstücke</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/pieces.py"/>
        <source>Give positive numbers, and a factor of 1 or more.</source>
        <translation>Geben Sie positive Zahlen an, und einen Faktor ab 1.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>the columns differ in length</source>
        <translation>die Spalten sind verschieden lang</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>Give journey, time, cell and kind of each event.</source>
        <translation>Geben Sie Fahrt, Zeit, Zelle und Art jedes Ereignisses an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>{} routes for journeys {} to {}</source>
        <translation>{} Routen für die Fahrten {} bis {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>Give a route for each journey.</source>
        <translation>Geben Sie eine Route für jede Fahrt an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>{} areas for cells {} to {}</source>
        <translation>{} Gebiete für die Zellen {} bis {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>Give an area for each cell.</source>
        <translation>Geben Sie ein Gebiet für jede Zelle an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>event {} {}</source>
        <translation>Ereignis {} {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>Clean the events first.</source>
        <translation>Bereinigen Sie erst die Ereignisse.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>a vertex is not a number</source>
        <translation>ein Stützpunkt ist keine Zahl</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>Route {}</source>
        <translation>Route {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/positions.py"/>
        <source>Repair the layer of routes.</source>
        <translation>Reparieren Sie den Layer der Routen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/roads.py"/>
        <source>there is no choice {}</source>
        <translation>es gibt keine Wahl {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/roads.py"/>
        <source>Choose 'weak', 'strong' or 'all'.</source>
        <translation>Wählen Sie 'weak', 'strong' oder 'all'.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/roads.py"/>
        <source>a default speed or the tolerance is not a positive number</source>
        <translation>eine Standardgeschwindigkeit oder die Toleranz ist keine positive Zahl</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/roads.py"/>
        <source>Correct it.</source>
        <translation>Berichtigen Sie sie.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/roads.py"/>
        <source>none of the {} lines can be used ({})</source>
        <translation>keine der {} Linien ist brauchbar ({})</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/roads.py"/>
        <source>Check the layer, its filter, and the fields and classes of the roads.</source>
        <translation>Prüfen Sie den Layer, seinen Filter, und die Felder und Klassen der Straßen.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/roads.py"/>
        <source>the coordinates are degrees, not metres</source>
        <translation>die Koordinaten sind Grad, nicht Meter</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/roads.py"/>
        <source>Reproject the layer to a projected, metric CRS.</source>
        <translation>Reprojizieren Sie den Layer in ein projiziertes, metrisches KBS.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/routing.py"/>
        <source>{} sources do not pair with {} targets</source>
        <translation>{} Quellen lassen sich nicht mit {} Zielen paaren</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/routing.py"/>
        <source>Shortest paths</source>
        <translation>Kürzeste Wege</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/routing.py"/>
        <source>Give as many of one as of the other, or one of either.</source>
        <translation>Geben Sie gleich viele von beiden an, oder von einem nur eines.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/routing.py"/>
        <source>there is no weight {}</source>
        <translation>es gibt kein Gewicht {}</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/sessions.py"/>
        <source>Give journey, time, place, kind and service of each event.</source>
        <translation>Geben Sie Fahrt, Zeit, Ort, Art und Dienst jedes Ereignisses an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/traces.py"/>
        <source>{} is no length of time</source>
        <translation>{} ist keine Zeitdauer</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/traces.py"/>
        <source>Give a step above 0 seconds.</source>
        <translation>Geben Sie einen Schritt über 0 Sekunden an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/traces.py"/>
        <source>no trajectory has times</source>
        <translation>keine Trajektorie hat Zeiten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/traces.py"/>
        <source>Use routes with times as M, or positions with a time field.</source>
        <translation>Verwenden Sie Routen mit Zeiten als M, oder Positionen mit einem Zeitfeld.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>the factor of {} is below 1</source>
        <translation>der Faktor {} liegt unter 1</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>Give 1 or more, such as 1.7.</source>
        <translation>Geben Sie 1 oder mehr an, etwa 1.7.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>event {} lies behind the one before it</source>
        <translation>Ereignis {} liegt hinter dem davor</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>Place the events with their order kept.</source>
        <translation>Verorten Sie die Ereignisse so, dass ihre Reihenfolge bleibt.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>a standard deviation is not positive</source>
        <translation>eine Standardabweichung ist nicht positiv</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>Sigma</source>
        <translation>Standardabweichung</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>Give metres above 0.</source>
        <translation>Geben Sie Meter über 0 an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>the tail of {} is not positive</source>
        <translation>der Schwanz von {} ist nicht positiv</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>Tail</source>
        <translation>Schwanz</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>Give deviations above 0, such as 0.5.</source>
        <translation>Geben Sie Abweichungen über 0 an, etwa 0.5.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>Give position, journey and time of each event.</source>
        <translation>Geben Sie Position, Fahrt und Zeit jedes Ereignisses an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>event {} is out of order</source>
        <translation>Ereignis {} ist nicht in der Reihenfolge</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>Order them by journey and time.</source>
        <translation>Ordnen Sie sie nach Fahrt und Zeit.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>{} routes and {} sets of limits do not serve all journeys</source>
        <translation>{} Routen und {} Sätze von Limits bedienen nicht alle Fahrten</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>Give both for each journey.</source>
        <translation>Geben Sie beides für jede Fahrt an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>event {} has a position without a route</source>
        <translation>Ereignis {} hat eine Position ohne Route</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>Give the route the position was measured on.</source>
        <translation>Geben Sie die Route an, auf der die Position gemessen wurde.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>{} limits for {} pieces</source>
        <translation>{} Limits für {} Stücke</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>Give one for each piece.</source>
        <translation>Geben Sie eines für jedes Stück an.</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>piece {} has a limit of {} km/h</source>
        <translation>Stück {} hat ein Limit von {} km/h</translation>
    </message>
    <message>
        <location filename="../mno_mobility/trajectory/velocity.py"/>
        <source>Give every road a speed above 0.</source>
        <translation>Geben Sie jeder Straße eine Geschwindigkeit über 0.</translation>
    </message>
    <message>
        <location filename="../resources/styles/candidates.qml"/>
        <source>Chosen</source>
        <translation>Gewählt</translation>
    </message>
    <message>
        <location filename="../resources/styles/events.qml"/>
        <source>Call start</source>
        <translation>Gesprächsbeginn</translation>
    </message>
    <message>
        <location filename="../resources/styles/events.qml"/>
        <source>Call end</source>
        <translation>Gesprächsende</translation>
    </message>
    <message>
        <location filename="../resources/styles/events.qml"/>
        <source>Handover</source>
        <translation>Handover</translation>
    </message>
    <message>
        <location filename="../resources/styles/events.qml"/>
        <source>Location area update</source>
        <translation>Location-Area-Update</translation>
    </message>
    <message>
        <location filename="../resources/styles/events.qml"/>
        <source>Other</source>
        <translation>Sonstige</translation>
    </message>
    <message>
        <location filename="../resources/styles/roads.qml"/>
        <source>motorway</source>
        <translation>Autobahn</translation>
    </message>
    <message>
        <location filename="../resources/styles/roads.qml"/>
        <source>ramp</source>
        <translation>Rampe</translation>
    </message>
    <message>
        <location filename="../resources/styles/roads.qml"/>
        <source>primary</source>
        <translation>Hauptstraße (primary)</translation>
    </message>
    <message>
        <location filename="../resources/styles/roads.qml"/>
        <source>secondary</source>
        <translation>Hauptstraße (secondary)</translation>
    </message>
    <message>
        <location filename="../resources/styles/roads.qml"/>
        <source>tertiary</source>
        <translation>Nebenstraße (tertiary)</translation>
    </message>
    <message>
        <location filename="../resources/styles/roads.qml"/>
        <source>other</source>
        <translation>sonstige</translation>
    </message>
    <message>
        <location filename="../resources/styles/sessions.qml"/>
        <source>Start of a session</source>
        <translation>Anfang einer Sitzung</translation>
    </message>
    <message>
        <location filename="../resources/styles/sessions.qml"/>
        <source>End of a session</source>
        <translation>Ende einer Sitzung</translation>
    </message>
    <message>
        <location filename="../resources/styles/spans.qml"/>
        <source>Speech</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <location filename="../resources/styles/spans.qml"/>
        <source>Packet data</source>
        <translation>Paketdaten</translation>
    </message>
    <message>
        <location filename="../resources/styles/spans.qml"/>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <location filename="../resources/styles/speeds.qml"/>
        <source>0 - 10 km/h</source>
        <translation>0 – 10 km/h</translation>
    </message>
    <message>
        <location filename="../resources/styles/speeds.qml"/>
        <source>10 - 30 km/h</source>
        <translation>10 – 30 km/h</translation>
    </message>
    <message>
        <location filename="../resources/styles/speeds.qml"/>
        <source>30 - 50 km/h</source>
        <translation>30 – 50 km/h</translation>
    </message>
    <message>
        <location filename="../resources/styles/speeds.qml"/>
        <source>50 - 80 km/h</source>
        <translation>50 – 80 km/h</translation>
    </message>
    <message>
        <location filename="../resources/styles/speeds.qml"/>
        <source>80 - 110 km/h</source>
        <translation>80 – 110 km/h</translation>
    </message>
    <message>
        <location filename="../resources/styles/speeds.qml"/>
        <source>110 - 150 km/h</source>
        <translation>110 – 150 km/h</translation>
    </message>
    <message>
        <location filename="../resources/styles/speeds.qml"/>
        <source>above 150 km/h</source>
        <translation>über 150 km/h</translation>
    </message>
    <message>
        <location filename="../resources/styles/true_positions.qml"/>
        <source>handover</source>
        <translation>Handover</translation>
    </message>
    <message>
        <location filename="../resources/styles/true_positions.qml"/>
        <source>location area update</source>
        <translation>Location-Area-Update</translation>
    </message>
    <message>
        <location filename="../resources/styles/true_positions.qml"/>
        <source>start of a call</source>
        <translation>Beginn eines Gesprächs</translation>
    </message>
    <message>
        <location filename="../resources/styles/true_positions.qml"/>
        <source>end of a call</source>
        <translation>Ende eines Gesprächs</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events.model3"/>
        <source>Density from events</source>
        <translation>Dichte aus Ereignissen</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events.model3"/>
        <source>Ready-made models</source>
        <translation>Fertige Modelle</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events.model3"/>
        <source>Reference time</source>
        <translation>Bezugszeit</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events.model3"/>
        <source>Cell plan and events in, a map of phones per tile out.
Steps: Emission model from cell plan, Count phones per cell, Estimate density.</source>
        <translation>Zellplan und Ereignisse hinein, eine Karte der Telefone je Kachel heraus.
Schritte: Emissionsmodell aus Zellplan, Telefone je Zelle zählen, Dichte schätzen.</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events.model3"/>
        <source>Points or a table, one row for each radio cell, as 'Validate cell plan' reads it.</source>
        <translation>Punkte oder eine Tabelle, eine Zeile je Funkzelle, wie 'Zellplan prüfen' sie liest.</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events.model3"/>
        <source>A table with device_id, time and cell_id, one row an event.</source>
        <translation>Eine Tabelle mit device_id, time und cell_id, eine Zeile je Ereignis.</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events.model3"/>
        <source>Steps of em, and the most steps of map and mapapprox.</source>
        <translation>Schritte von em, und die Höchstzahl der Schritte von map und mapapprox.</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events.model3"/>
        <source>The estimator: sb, em, mapapprox, map or df; see 'Estimate density'.</source>
        <translation>Der Schätzer: sb, em, mapapprox, map oder df; siehe 'Dichte schätzen'.</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events.model3"/>
        <source>What is known of where people are, such as population. Only its proportions count. Empty: all tiles alike.</source>
        <translation>Was darüber bekannt ist, wo Menschen sind, etwa die Bevölkerung. Nur die Verhältnisse zählen. Leer: alle Kacheln gleich.</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events.model3"/>
        <source>Cell plan and events in, a map of phones per tile out.</source>
        <translation>Zellplan und Ereignisse hinein, eine Karte der Telefone je Kachel heraus.</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events.model3"/>
        <source>The moment to map, as ISO text such as 2024-03-12T12:00:00 (UTC). Empty: the full hour in the middle of the events.</source>
        <translation>Der Augenblick der Karte, als ISO-Text wie 2024-03-12T12:00:00 (UTC). Leer: die volle Stunde in der Mitte der Ereignisse.</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events.model3"/>
        <source>For each cell: the count, what the map makes expect, and what could not be placed.</source>
        <translation>Für jede Zelle: die Zählung, der nach der Karte erwartete Wert und was nicht verortet werden konnte.</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events_evaluated.model3"/>
        <source>Density from events evaluated</source>
        <translation>Dichte aus Ereignissen mit Bewertung</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events_evaluated.model3"/>
        <source>Cell plan and events in, a map of phones per tile out, compared with a true density.
Steps: Emission model from cell plan, Count phones per cell, Estimate density, Compare densities.</source>
        <translation>Zellplan und Ereignisse hinein, eine Karte der Telefone je Kachel heraus, verglichen mit einer wahren Dichte.
Schritte: Emissionsmodell aus Zellplan, Telefone je Zelle zählen, Dichte schätzen, Dichten vergleichen.</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events_evaluated.model3"/>
        <source>Cell plan and events in, a map of phones per tile out, compared with a true density.</source>
        <translation>Zellplan und Ereignisse hinein, eine Karte der Telefone je Kachel heraus, verglichen mit einer wahren Dichte.</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events_evaluated.model3"/>
        <source>Edge of a tile, in metres; it must be that of the true density.</source>
        <translation>Kantenlänge einer Kachel, in Metern; sie muss die der wahren Dichte sein.</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events_evaluated.model3"/>
        <source>Phones or people per tile, in a metric CRS. The estimate is made on its tiles.</source>
        <translation>Telefone oder Einwohner je Kachel, in einem metrischen KBS. Die Schätzung entsteht auf ihren Kacheln.</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events_evaluated.model3"/>
        <source>The band to compare with.</source>
        <translation>Der Kanal, mit dem verglichen wird.</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events_evaluated.model3"/>
        <source>Lines along which mass of the estimate had to go to meet the truth.</source>
        <translation>Linien, auf denen die Masse der Schätzung wandern müsste, um die Wahrheit zu treffen.</translation>
    </message>
    <message>
        <location filename="../resources/models/density_from_events_evaluated.model3"/>
        <source>A page with the distance in tiles and metres and its interval.</source>
        <translation>Eine Seite mit der Distanz in Kacheln und Metern und ihrem Intervall.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>Trajectories compared</source>
        <translation>Verglichene Trajektorien</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>Stretch of the true routes</source>
        <translation>Strecke der wahren Routen</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>Position-report</source>
        <translation>Positionsbericht</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>Route-report</source>
        <translation>Routenbericht</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>Speed-report</source>
        <translation>Geschwindigkeitsbericht</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>Speeds</source>
        <translation>Geschwindigkeiten</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>Estimated routes, places and speeds and the true ones in, their distances and a report on each out.
Steps: Compare routes, Compare positions, Compare speeds (along the true routes); each with its defaults.</source>
        <translation>Geschätzte und wahre Routen, Orte und Geschwindigkeiten hinein, ihre Abstände und je ein Bericht heraus.
Schritte: Routen vergleichen, Positionen vergleichen, Geschwindigkeiten vergleichen (entlang der wahren Routen); jeweils mit Standardwerten.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>The estimated places of events with their speeds: those of 'Velocities'.</source>
        <translation>Die geschätzten Orte der Ereignisse mit ihren Geschwindigkeiten: die von 'Geschwindigkeiten'.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>The estimated routes, one line a journey: those of 'Estimate trajectories' or 'Match trajectories'.</source>
        <translation>Die geschätzten Routen, eine Linie je Fahrt: die von 'Trajektorien schätzen' oder 'Trajektorien zuordnen'.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>Estimated routes, places and speeds and the true ones in, their distances and a report on each out.</source>
        <translation>Geschätzte und wahre Routen, Orte und Geschwindigkeiten hinein, ihre Abstände und je ein Bericht heraus.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>whole: all of the true route. time: what was travelled between the first and the last time of the estimate.</source>
        <translation>whole: die ganze wahre Route. time: was zwischen der ersten und der letzten Zeit der Schätzung gefahren wurde.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>Where each event really happened: device_id, time and event as in the estimated positions.</source>
        <translation>Wo jedes Ereignis wirklich geschah: device_id, time und event wie in den geschätzten Positionen.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>The ways phones really went, with the time (seconds since 1970) as M, such as tracks of GPS receivers.</source>
        <translation>Die wirklich gefahrenen Wege mit der Zeit (Sekunden seit 1970) als M, etwa Tracks von GPS-Empfängern.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>A line from each estimated place of an event to the true one.</source>
        <translation>Eine Linie von jedem geschätzten Ort eines Ereignisses zum wahren.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>The deviation of each event, by kind, and the worst of them.</source>
        <translation>Die Abweichung jedes Ereignisses, nach Art, und die schlechtesten davon.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>Routes over the true ones, their distances and the worst of them.</source>
        <translation>Routen über den wahren, ihre Abstände und die schlechtesten davon.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>The estimated routes with their distances from the true ones.</source>
        <translation>Die geschätzten Routen mit ihren Abständen von den wahren.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>Speeds along the way before and after their correction, and the worst of them.</source>
        <translation>Geschwindigkeiten entlang des Wegs vor und nach ihrer Korrektur, und die schlechtesten davon.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_compared.model3"/>
        <source>Each segment with its speed before and after the correction, and the true one.</source>
        <translation>Jeder Abschnitt mit seiner Geschwindigkeit vor und nach der Korrektur, und der wahren.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_from_events.model3"/>
        <source>Trajectories from events</source>
        <translation>Trajektorien aus Ereignissen</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_from_events.model3"/>
        <source>Cell plan, events and roads in, routes, places, speeds and sessions of phones out.
Steps: Clean events, Voronoi areas (wedge), Estimate trajectories, Velocities, Sessions; each with its defaults.</source>
        <translation>Zellplan, Ereignisse und Straßen hinein, Routen, Orte, Geschwindigkeiten und Sitzungen der Telefone heraus.
Schritte: Ereignisse bereinigen, Voronoi-Flächen (wedge), Trajektorien schätzen, Geschwindigkeiten, Sitzungen; jeder mit seinen Vorgaben.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_from_events.model3"/>
        <source>Points, or a table with x and y (or lon and lat) fields, one row for each radio cell; see 'Validate cell plan'.</source>
        <translation>Punkte oder eine Tabelle mit Feldern x und y (oder lon und lat), eine Zeile je Funkzelle; siehe 'Zellplan prüfen'.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_from_events.model3"/>
        <source>A table or points, one row an event: device_id, time, cell_id, event; see 'Clean events'.</source>
        <translation>Eine Tabelle oder Punkte, eine Zeile je Ereignis: device_id, time, cell_id, event; siehe 'Ereignisse bereinigen'.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_from_events.model3"/>
        <source>Classes such as those of CORINE land cover: where journeys start and end. Empty: all land is alike.</source>
        <translation>Klassen wie die der CORINE-Landbedeckung: wo Fahrten beginnen und enden. Leer: alles Land ist gleich.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_from_events.model3"/>
        <source>People per pixel: where journeys start and end. Empty: everywhere alike.</source>
        <translation>Einwohner je Pixel: wo Fahrten beginnen und enden. Leer: überall gleich.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_from_events.model3"/>
        <source>Lines of roads, such as the layer 'lines' of an OpenStreetMap file; see 'Estimate trajectories'.</source>
        <translation>Straßenlinien, etwa der Layer 'lines' einer OpenStreetMap-Datei; siehe 'Trajektorien schätzen'.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_from_events.model3"/>
        <source>Cell plan, events and roads in, routes, places, speeds and sessions of phones out.</source>
        <translation>Zellplan, Ereignisse und Straßen hinein, Routen, Orte, Geschwindigkeiten und Sitzungen der Telefone heraus.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_from_events.model3"/>
        <source>A line a journey, with the time as M.</source>
        <translation>Eine Linie je Fahrt, mit der Zeit als M.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_from_events.model3"/>
        <source>Start and end of each call and packet-data session.</source>
        <translation>Anfang und Ende jedes Gesprächs und jeder Paketdatensitzung.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_from_events.model3"/>
        <source>The events on their routes, those moved that were too far apart for their times.</source>
        <translation>Die Ereignisse auf ihren Routen, verschoben, wo sie für ihre Zeiten zu weit auseinander lagen.</translation>
    </message>
    <message>
        <location filename="../resources/models/trajectories_from_events.model3"/>
        <source>The way between each two events, with its speed and the allowed one.</source>
        <translation>Der Weg zwischen je zwei Ereignissen, mit seiner Geschwindigkeit und der erlaubten.</translation>
    </message>
    <message>
        <location filename="../README.md"/>
        <source>The true density of phones and six estimates of it</source>
        <translation>Die wahre Dichte der Telefone und sechs Schätzungen davon</translation>
    </message>
    <message>
        <location filename="../README.md"/>
        <source>True routes, and routes estimated from handovers</source>
        <translation>Wahre Routen und aus Handovern geschätzte</translation>
    </message>
    <message>
        <location filename="../README.md"/>
        <source>The toolbox</source>
        <translation>Die Werkzeugkiste</translation>
    </message>
    <message>
        <location filename="../README.md"/>
        <source>Levels among hills and houses</source>
        <translation>Pegel zwischen Hügeln und Häusern</translation>
    </message>
    <message>
        <location filename="../README.md"/>
        <source>The report of compared footprints</source>
        <translation>Der Bericht verglichener Versorgungsgebiete</translation>
    </message>
    <message>
        <location filename="../README.md"/>
        <source>How sure the density of the sample is: what is data, and how far chance moves it</source>
        <translation>Wie sicher die Dichte des Beispiels ist: was Daten sind, und wie weit der Zufall sie bewegt</translation>
    </message>
    <message>
        <location filename="../README.md"/>
        <source>A good and a poor route beside the true ones</source>
        <translation>Eine gute und eine schlechte Route neben den wahren</translation>
    </message>
    <message>
        <location filename="../README.md"/>
        <source>A report on routes</source>
        <translation>Ein Bericht zu Routen</translation>
    </message>
    <message>
        <location filename="../README.md"/>
        <source>The best server in a town, predicted without and with buildings</source>
        <translation>Der Best Server in einer Stadt, vorhergesagt ohne und mit Gebäuden</translation>
    </message>
</context>
</TS>
