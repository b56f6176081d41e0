import shutil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mno_mobility.errors import Cancelled, InputError
from mno_mobility.geolocation.pattern_files import read_pattern, read_patterns
from mno_mobility.geolocation.patterns import CutPattern, cut_azimuth

AROUND, DOWN = np.arange(360), 4
HORIZONTAL = np.round(15 * (1 - np.cos(np.radians(AROUND))), 2)           # a made-up cardioid, 30 dB behind
VERTICAL = np.round(15 * (1 - np.cos(np.radians(AROUND - DOWN))), 2)


def rows(cut, angles=AROUND, form="{:g} {:g}"):
    return [form.format(angle, value) for angle, value in zip(angles, cut)]


def msi(horizontal=None, vertical=None, *, gain="GAIN 15 dBi", frequency="FREQUENCY 900", n_h=360, n_v=360, end="\n"):
    horizontal, vertical = horizontal or rows(HORIZONTAL), vertical or rows(VERTICAL)
    return end.join(["NAME Grüner Turm", frequency, gain, "TILT ELECTRICAL", f"HORIZONTAL {n_h}", *horizontal,
                     f"VERTICAL {n_v}", *vertical, ""])


@pytest.fixture
def put(tmp_path):
    """Write a file of text or bytes and tell its path."""
    def write(content, name="made_up.msi", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path
    return write


@pytest.fixture
def real(shared_data):
    return lambda name: read_pattern(shared_data / "coverage" / "antenna" / name)


@pytest.mark.parametrize("name, gain, frequency, tilt", [  # as printed in the files; dBd + 2.15 = dBi
    ("AMB4520R8v06_05T.msi", 19.10, 1845, 5), ("B800A065-18-4E.pln", 15.75, 851, 4), ("B800A065-18-0E.pln", 15.75, 851, 0),
    ("SV460-SF2SNM_0940_00T.msi", 17.15, 940, 1), ("LTE-L_1960MHz_P1.txt", 3.43, 1960, 0), ("merged_04T.msi", 19.08, 1845, 4),
    ("simulated_05T.msi", 19.09, 1845, 5)])
def test_gain_frequency_and_tilt_of_real_files(real, name, gain, frequency, tilt):
    pattern = real(name)
    assert pattern.gain_dbi == pytest.approx(gain, abs=1e-9)
    assert pattern.frequency_mhz == frequency
    assert pattern.tilt_deg == tilt


def test_behind_a_real_antenna_the_projection_loses_what_the_vertical_cut_says(real):
    pattern = real("B800A065-18-4E.pln")  # coverage notes: 30.2 dB against 33.2 dB, towards the tilt of 4 degrees
    summed = CutPattern(pattern.horizontal_db, pattern.vertical_db, combine="sum")
    assert pattern.loss_db(180.0, 4.0) == pytest.approx(30.2)
    assert summed.loss_db(180.0, 4.0) == pytest.approx(33.2)


def test_an_antenna_of_two_beams_looks_aside(real):
    pattern = real("AMB4520R8v06_05T.msi")
    assert pattern.horizontal_db[0] == 7.13 and pattern.horizontal_db.argmin() == 32  # as printed
    assert pattern.loss_db(0.0, 5.0) == pytest.approx(7.13, abs=0.5)
    assert pattern.loss_db(32.0, 5.0) == pytest.approx(0.02)  # the vertical cut goes through the beam


def test_no_real_antenna_exceeds_its_gain_by_more_than_the_cuts_contradict_each_other(shared_data):
    files = [p for p in sorted((shared_data / "coverage" / "antenna").iterdir()) if not p.name.startswith("LICENSE")]
    assert len(files) == 18
    for path in files:
        pattern = read_pattern(path)
        assert pattern.loss_db(AROUND[:, None], np.arange(-90, 91)).min() > -1, path.name
        assert pattern.horizontal_db.shape == pattern.vertical_db.shape == (360,)


def test_a_vertical_cut_lies_ahead_unless_the_beam_would_then_exceed_its_gain():
    beam_aside = 15 * (1 - np.cos(np.radians(AROUND - 40)))
    assert cut_azimuth(HORIZONTAL, VERTICAL) == 0
    assert cut_azimuth(beam_aside, VERTICAL + beam_aside[0]) == 0
    assert cut_azimuth(beam_aside, VERTICAL) == 40


def test_the_pair_of_splat_is_the_product_of_two_fields(shared_data, real):
    folder = shared_data / "coverage" / "antenna"
    around, upright = (np.loadtxt(folder / f"DB413-B{suffix}", skiprows=1) for suffix in (".az", ".el"))
    below = upright[:, 0] >= -10
    # SPLAT! takes 20 log10 of the product of the fields at an azimuth and an angle below the horizon
    loss = -20 * np.log10(around[:, 1][:, None] * upright[below, 1])
    for suffix in (".az", ".el"):
        pattern = real(f"DB413-B{suffix}")
        assert np.isnan(pattern.gain_dbi) and np.isnan(pattern.frequency_mhz)
        near = loss < 60  # weaker fields count as 60 dB
        np.testing.assert_allclose(pattern.loss_db(around[:, :1], upright[below, 0])[near], loss[near], atol=1e-9)


def test_radio_mobile_begins_at_the_zenith_and_goes_down_ahead(shared_data, real):
    gain = [float(line) for line in (shared_data / "coverage" / "antenna" / "DB413-B.ant").read_text().splitlines()]
    pattern = real("DB413-B.ant")
    # lines 1, 91 and 181: ahead, to the right, behind; lines 361, 451, 541 and 631: zenith, ahead, nadir, behind
    np.testing.assert_array_equal(pattern.horizontal_db[[0, 90, 180]], np.abs([gain[0], gain[90], gain[180]]))
    np.testing.assert_array_equal(pattern.vertical_db[[270, 0, 90, 180]], np.abs([gain[360], gain[450], gain[540], gain[630]]))
    # the .el file was made from this one by a program that writes powers where fields belong
    pair = real("DB413-B.el")
    np.testing.assert_allclose(pair.loss_db(0.0, np.arange(-5, 5)), 2 * pattern.loss_db(0.0, np.arange(-5, 5)), atol=0.15)


@pytest.mark.parametrize("content", [
    msi(end="\r\n"), msi(end="\r"), msi().replace(" ", "\t"), "\n\n" + msi(end="\n\n"), msi().replace(".", ","),
    msi(rows(-HORIZONTAL), rows(-VERTICAL)), msi().lower(), msi() + "END\n",
    msi(rows(HORIZONTAL, form="   {:.2f} \t {:.2f}  ")), msi(rows(HORIZONTAL[::-1], AROUND[::-1])),
    msi(rows(HORIZONTAL, np.where(AROUND > 180, AROUND - 360, AROUND))),
    msi(rows(np.append(HORIZONTAL, HORIZONTAL[0]), np.arange(361)), n_h=361),
    msi().replace("HORIZONTAL", "H_WIDTH 65\nHORIZONTAL"), msi(rows(HORIZONTAL, form="{:g} {:.6e}"))],
    ids=["crlf", "cr", "tab", "blank lines", "comma", "negative", "lower case", "trailer", "padded", "backwards", "signed angles",
         "closed circle", "more keywords", "exponents"])
def test_every_way_of_writing_gives_the_same_pattern(put, content):
    pattern = read_pattern(put(content))
    np.testing.assert_allclose(pattern.horizontal_db, HORIZONTAL, atol=1e-6)
    np.testing.assert_allclose(pattern.vertical_db, VERTICAL, atol=1e-6)
    assert (pattern.gain_dbi, pattern.frequency_mhz, pattern.tilt_deg) == (15, 900, DOWN)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_recognised(put, encoding):
    np.testing.assert_array_equal(read_pattern(put(msi(), encoding=encoding)).horizontal_db, HORIZONTAL)


def test_the_vertical_cut_may_come_first(put):
    head, _, cuts = msi().partition("HORIZONTAL")
    horizontal, _, vertical = ("HORIZONTAL" + cuts).partition("VERTICAL")
    np.testing.assert_array_equal(read_pattern(put(head + "VERTICAL" + vertical + horizontal)).vertical_db, VERTICAL)


@pytest.mark.parametrize("text, gain", [
    ("GAIN 15 dBi", 15), ("GAIN\t15 dBd", 17.15), ("GAIN 15", 17.15), ("GAIN 12,5dBi", 12.5), ("gain  3.43 DBI", 3.43),
    ("GAIN (dBi) 9", 9), ("GAIN -1.5 dBi", -1.5)])
def test_a_gain_without_a_unit_is_over_a_dipole(put, text, gain):
    assert read_pattern(put(msi(gain=text))).gain_dbi == pytest.approx(gain)


def test_a_gain_that_is_not_told_is_not_a_number(put):
    assert np.isnan(read_pattern(put(msi(gain="MAKE Nobody"))).gain_dbi)


@pytest.mark.parametrize("text, frequency", [
    ("FREQUENCY 1845", 1845), ("FREQUENCY 806-866", 836), ("FREQUENCY\t1710 - 2170 MHz", 1940), ("FREQUENCY 2.437 GHz", 2437),
    ("FREQUENCY 824 960", 892), ("FREQUENCY 869,5", 869.5), ("FREQUENCY", np.nan),
    ("FREQUENCY 1e999", np.nan), ("FREQUENCY unknown", np.nan)])
def test_a_frequency_may_be_a_range(put, text, frequency):
    np.testing.assert_equal(read_pattern(put(msi(frequency=text))).frequency_mhz, frequency)


def test_a_coarse_cut_is_interpolated_by_its_angles(put):
    coarse = AROUND[::5]
    pattern = read_pattern(put(msi(rows(HORIZONTAL[::5], coarse), n_h=72)))
    np.testing.assert_allclose(pattern.horizontal_db, np.interp(AROUND, coarse, HORIZONTAL[::5], period=360), atol=1e-4)


def test_a_fine_cut_is_read_at_whole_degrees(put):
    fine = np.arange(0, 360, 0.5)
    pattern = read_pattern(put(msi(rows(np.interp(fine, AROUND, HORIZONTAL, period=360), fine), n_h=720)))
    np.testing.assert_allclose(pattern.horizontal_db, HORIZONTAL, atol=1e-4)


@given(st.floats(0.1, 40), st.integers(0, 359))
def test_the_greatest_gain_is_not_made_up(offset, at):
    vertical = VERTICAL + offset  # a cut that misses the main lobe keeps what it lost
    pattern = CutPattern(HORIZONTAL + offset, vertical)
    assert pattern.loss_db(float(at), float(DOWN)) >= offset - 0.1


def without(lines, *which):
    return [line for i, line in enumerate(lines) if i not in which]


def instead(lines, at, text):
    return [*lines[:at], text, *lines[at + 1:]]


H, V = rows(HORIZONTAL), rows(VERTICAL)
BAD_FILES = [
    ("", "x.msi", "made up x.msi: the file is empty"),
    ("\n \n\t\n", "x.msi", "the file is empty"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "x.msi", "the file is not text"),
    (msi().encode("utf-16-le"), "x.msi", "UTF-16 needs its byte order mark"),
    (msi().encode("utf-16")[:-1], "x.msi", "the file is not text"),
    (b"0 0\n" * 600_000, "x.txt", "2 MB is no antenna pattern"),
    ("Dear reader,\nthis is a licence.\n", "x.txt", "no line that begins with HORIZONTAL.*both cuts"),
    (msi().partition("VERTICAL")[0], "x.msi", "no line that begins with VERTICAL"),
    (msi(without(H, 7)), "x.msi", "line 5: HORIZONTAL is cut short: 359 of its 360 lines"),
    (msi()[:2500], "x.msi", "line 5: HORIZONTAL is cut short|is not 2 numbers"),
    ("\n".join(msi().split("\n")[:700]), "x.msi", "line 366: VERTICAL is cut short: 334 of its 360 lines"),
    (msi(n_h=300), "x.msi", "line 306: HORIZONTAL goes on after its 300 lines.*number in line 5"),
    (msi(n_h=""), "x.msi", "line 5: HORIZONTAL does not tell how many lines"),
    (msi(n_h=0), "x.msi", "line 5: HORIZONTAL does not tell"),
    (msi(n_h="many"), "x.msi", "line 5: HORIZONTAL does not tell"),
    (msi() + "HORIZONTAL 360\n", "x.msi", "line 727: HORIZONTAL comes twice"),
    (msi(instead(H, 10, "9 0.1")), "x.msi", "line 16: the angle 9 comes twice in HORIZONTAL"),
    (msi(V, instead(V, 10, "9 0.1")), "x.msi", "line 377: the angle 9 comes twice in VERTICAL"),
    (msi(instead(H, 10, "10 high")), "x.msi", "line 16: '10 high' is not 2 numbers"),
    (msi(instead(H, 10, "10")), "x.msi", "line 16: '10' is not 2 numbers"),
    (msi(instead(H, 10, "10 1 2")), "x.msi", "line 16: '10 1 2' is not 2 numbers"),
    (msi(instead(H, 10, "10 nan")), "x.msi", "line 16: '10 nan' is not 2 numbers"),
    (msi(instead(H, 10, "10 inf")), "x.msi", "line 16: '10 inf' is not 2 numbers"),
    (msi(instead(H, 10, "10 1.234,5")), "x.msi", "line 16: '10 1.234,5' is not 2 numbers"),
    (msi(H[:200], n_h=200), "x.msi", "line 205: HORIZONTAL tells nothing between 199 and 360 degrees"),
    (msi(H[:1], n_h=1), "x.msi", "line 6: HORIZONTAL tells nothing between 0 and 360"),
    (msi(instead(H, 10, "10 -12")), "x.msi", "line 16: HORIZONTAL has attenuations of either sign"),
    (msi(instead(H, 10, "10 1e999")), "x.msi", "line 16: '10 1e999' is not 2 numbers"),
    (msi(instead(H, 10, "9999 1")), "x.msi", "line 16: '9999 1' is not 2 numbers"),
    (msi(gain="GAIN high"), "x.msi", "line 3: GAIN 'high' is no gain"),
    (msi(gain="GAIN 1e999 dBi"), "x.msi", "line 3: GAIN '1e999 dBi' is no gain"),
    ("0\n" * 540, "x.ant", "line 540: the file has 540 gains instead of 720"),
    ("0\n" * 721, "x.ant", "line 721: the file has 721 gains"),
    ("0\n" * 100 + "x\n" + "0\n" * 619, "x.ant", "line 101: 'x' is not 1 number[.]"),
    ("0 0\n" * 720, "x.ant", "line 1: '0 0' is not 1 number"),
    ("0\n" * 400 + "-20\n5\n" + "0\n" * 318, "x.ant", "line 40[12]: the vertical cut has attenuations of either sign"),
    ("0\n" + "\n".join(rows(np.ones(360))), "x.az", "x.az: there is no .el file beside it"),
    ("0 0\n0 1\n", "x.el", "x.el: there is no .az file beside it"),
]


@pytest.mark.parametrize("content, name, message", BAD_FILES, ids=[str(i) for i in range(len(BAD_FILES))])
def test_a_file_that_cannot_be_used_is_refused_with_its_line(put, content, name, message):
    with pytest.raises(InputError, match=message.replace("made up ", "Antenna pattern ")) as caught:
        read_pattern(put(content, name))
    assert name in caught.value.where and caught.value.remedy


AZ, EL = "0\n" + "\n".join(rows(np.ones(360))), "0 0\n" + "\n".join(rows(np.ones(101), np.arange(-10, 91)))


@pytest.mark.parametrize("az, el, message", [
    (AZ, EL.replace("0 0", "3 0", 1), "pair.el, line 1: the first line gives the antenna's mechanical tilt.*write 0"),
    (AZ, "\n".join(EL.split("\n")[:32]), "pair.el, line 32: the angles end at -10 and 20"),
    (AZ, "0\n0 1\n", "pair.el, line 1: '0' is not 2 numbers"),
    ("0\n", EL, "pair.az, line 1: the file is cut short"),
    ("0\n0 1\n", EL, "pair.az, line 2: the pattern tells nothing between 0 and 360"),
    (AZ.replace("0", "30", 1), EL, "pair.az, line 1: the first line gives the antenna's azimuth.*cell plan"),
    (AZ.replace("\n7 1", "\n7 -3"), EL, "pair.az, line 9: the field -3 is not between 0 and 1.*not decibels"),
    (AZ.replace("\n7 1", "\n7 17"), EL, "pair.az, line 9: the field 17 is not between 0 and 1")])
def test_both_files_of_a_pair_are_checked(put, az, el, message):
    put(el, "pair.el")
    with pytest.raises(InputError, match=message):
        read_pattern(put(az, "pair.az"))


def test_a_pair_in_capitals_is_found(put):
    put("0 0\n" + "\n".join(rows(np.full(101, 0.5), np.arange(-10, 91))), "PAIR.EL")
    pattern = read_pattern(put("0\n" + "\n".join(rows(np.ones(360))), "PAIR.AZ"))
    np.testing.assert_allclose(pattern.loss_db([0.0, 180.0], [-45.0, 45.0]), 6.0206, atol=1e-4)  # half the field


def test_an_msi_file_may_be_called_ant(put):
    np.testing.assert_array_equal(read_pattern(put(msi(), "Planet.ANT")).horizontal_db, HORIZONTAL)


@pytest.mark.parametrize("name", ["nowhere.msi", "."])
def test_a_file_that_cannot_be_opened_is_refused(tmp_path, name):
    with pytest.raises(InputError, match="cannot be read"):
        read_pattern(tmp_path / name)


def test_patterns_are_found_by_the_name_that_a_cell_gives_whatever_its_case(put, tmp_path):
    put(msi(), "Model-1.5_T04.MSI")
    put("a licence", "licence.txt")  # nobody asks for it
    names = ["model-1.5_t04", "MODEL-1.5_T04.msi", r"C:\antennas\Model-1.5_T04.msi", "unknown", None, "model-1.5_t04"]
    patterns = read_patterns(tmp_path, names)
    assert sorted(patterns) == sorted({*names[:3]})
    assert len({id(pattern) for pattern in patterns.values()}) == 1
    assert read_patterns(tmp_path / "Model-1.5_T04.MSI", names).keys() == patterns.keys()


def test_a_pair_is_one_pattern_and_a_name_of_several_files_is_refused(shared_data, tmp_path):
    for name in ("DB413-B.az", "DB413-B.el", "DB413-B.ant"):
        shutil.copy(shared_data / "coverage" / "antenna" / name, tmp_path / name)
    with pytest.raises(InputError, match="'db413-b' may be DB413-B.ant, DB413-B.az"):
        read_patterns(tmp_path, ["db413-b"])
    assert set(read_patterns(tmp_path, ["db413-b.ant", "DB413-B.az"])) == {"db413-b.ant", "DB413-B.az"}
    (tmp_path / "DB413-B.ant").unlink()
    assert set(read_patterns(tmp_path, ["DB413-B"])) == {"DB413-B"}


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="folder cannot be read"):
        read_patterns(tmp_path / "nowhere", ["a"])


def test_a_bad_file_is_refused_when_a_cell_needs_it_and_reading_can_be_cancelled(put, tmp_path):
    put(msi(without(H, 7)), "bad.msi")
    assert read_patterns(tmp_path, []) == {}
    with pytest.raises(InputError, match="bad.msi"):
        read_patterns(tmp_path, ["bad"])

    def cancel(done):
        raise Cancelled
    with pytest.raises(Cancelled):
        read_patterns(tmp_path, ["bad"], cancel)
