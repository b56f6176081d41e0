"""What algorithms share that take events: fields picked and guessed, rejects and unknown texts told, times in full."""

import pytest
from feedback import Feedback
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProject

from mno_mobility.processing import events_input
from mno_mobility.processing.base import MnoAlgorithm

DAY = "2024-05-01T"


class Probe(MnoAlgorithm):
    """An algorithm that only reads events."""

    NAME, TITLE, GROUP = "probe", "Probe", "events"

    def __init__(self, asked, options):
        super().__init__()
        self.asked, self.options = asked, options

    def define(self):
        events_input.add_events(self, **self.asked)

    def work(self, job):
        self.made = events_input.read_events(job, **self.options)
        return {}


@pytest.fixture
def read(qgis_app):
    """``read(layer, kinds=True, ...)`` gives events, rejects, table and the feedback; parameters in capitals are the algorithm's."""
    def call(layer, *, kinds=False, journeys=False, options=None, **parameters):
        algorithm, context, feedback = Probe({"kinds": kinds, "journeys": journeys}, options or {}), QgsProcessingContext(), Feedback()
        algorithm.initAlgorithm()
        project = QgsProject()
        project.addMapLayer(layer, False)
        context.setProject(project)
        algorithm.processAlgorithm({"EVENTS": layer.id(), **parameters}, context, feedback)
        call.kept = project
        return (*algorithm.made, feedback)
    return call


def columns(n=2, **more):
    return {"device_id": ["x"] * n, "time": [f"{DAY}08:0{k}:00" for k in range(n)], "cell_id": ["A"] * n, **more}


def test_the_keys_of_the_fields_are_fixed():
    algorithm = Probe({"kinds": True, "journeys": True}, {})
    algorithm.initAlgorithm()
    assert [p.name() for p in algorithm.parameterDefinitions()] == [
        "EVENTS", "DEVICE_ID_FIELD", "TIME_FIELD", "CELL_ID_FIELD", "EVENT_FIELD", "LAC_FIELD", "SERVICE_FIELD", "JOURNEY_FIELD"]


def test_only_the_columns_an_algorithm_asks_for_are_read(read, table):
    layer = table(**columns(event=["ho", "ho"], trip=["1", "2"], note=["a", "b"]))
    assert set(read(layer)[2].columns) == {"device_id", "time", "cell_id"}
    layer = table(**columns(event=["ho", "ho"], trip=["1", "2"], note=["a", "b"]))
    events, _, made, _ = read(layer, kinds=True, journeys=True, options={"others": True})
    assert set(made.columns) == {"device_id", "time", "cell_id", "event", "journey_id", "field note"}
    assert made["journey_id"].texts.tolist() == ["1", "2"] and events.kind.tolist() == [3, 3]


def test_a_field_picked_for_one_column_is_not_guessed_for_another(read, table):
    # type is a synonym of event, and here it is the service
    layer = table(**columns(type=["voice", "data"]))
    events, _, made, feedback = read(layer, kinds=True, SERVICE_FIELD="type")
    assert "event" not in made.columns and events.service.texts.tolist() == ["voice", "data"] and feedback.warnings == []


def test_seconds_since_1970_are_taken_where_the_layer_has_both(read, table):
    layer = table(**columns(t_unix=[1714550400.25, 1714550460.5]))
    assert read(layer)[0].time_s.tolist() == [1714550400.25, 1714550460.5]
    layer = table(device_id=["x"], wann=[f"{DAY}08:00:00"], t_unix=[5.0], cell_id=["A"])
    assert read(layer, TIME_FIELD="wann")[0].time_s.tolist() == [1714550400]


def test_rejects_and_texts_that_are_not_known_are_told_by_reason(read, table):
    layer = table(**columns(4, event=["ho", "sms", None, "ho"], service=["video", "voice", None, "voice"]))
    layer.dataProvider().changeAttributeValues({4: {2: None}})
    events, rejects, _, feedback = read(layer, kinds=True)
    assert len(events) == 3 and rejects.row.tolist() == [3] and rejects.reason.tolist() == ["no cell"]
    assert feedback.warnings == ["Events rejected: 1, no cell.", "Kinds of event that are not known, read as other: sms.",
                                 "Services that are not known: video."]
    assert feedback.infos[0] == "Events: 3 of 1 phones, from 2024-05-01T08:00:00Z to 2024-05-01T08:02:00Z."


def test_a_wrong_field_is_named(read, table):
    with pytest.raises(QgsProcessingException, match="events: there is no field 'fahrt'. Its fields are device_id, time, cell_id."):
        read(table(**columns(), name="events"), journeys=True, JOURNEY_FIELD="fahrt")
