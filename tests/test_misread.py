"""Letters that a scan or a code page exchanged count where a name is listed that is read so."""

import pytest

from translit import Entity, Normalizer, compare

NAMES = (
    "Boris Lindström",
    "Giulia Sorbo",
    "Vesna Milović",
    "Tibor Kalman",
    "Зінаїда Ґава",
    "Uta Weber",
    "Ömer Yılmaz",
)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *(
            ("8oris Lindström", "Boris Lindström"),
            ("Giu1ia Sorb0", "Giulia Sorbo"),
            ("VESNA MlLOVIĆ", "Vesna Milović"),
        ),
        *(("Tibor KaIman", "Tibor Kalman"), ("3інаїда Ґава", "Зінаїда Ґава"), ("Uta Webcr", "Uta Weber")),
        *(("U t a   W e b e r", "Uta Weber"), ("Ömer Yýlmaz", "Ömer Yılmaz")),
    ],
)
def test_a_damaged_name_is_read(written: str, name: str) -> None:
    table = Normalizer.from_entities([Entity(f"p/{at}", of, "person") for at, of in enumerate(NAMES)])
    assert table.normalize(written).name == name
    assert compare(written, name, kind="person").score >= 0.5


@pytest.mark.parametrize("written", ["Sektor9", "Orbita17", "U2", "5G", "M16", "2nd", "3Com"])
def test_a_number_stays_a_number(written: str) -> None:
    listed = ("Sektors", "Orbitai", "Uz", "SG", "Mib", "Snd", "Ecom")
    table = Normalizer.from_entities([Entity(f"o/{at}", of, "org") for at, of in enumerate(listed)])
    assert not table.normalize(written)


def test_a_real_name_is_not_read_as_another() -> None:
    table = Normalizer.from_entities(
        [Entity("p/1", "Maria Stein", "person"), Entity("p/2", "Petar Kiev", "person")]
    )
    assert not table.normalize("Marla Stein")
