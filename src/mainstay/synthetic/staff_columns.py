"""The columns of the workforce files from a practice's team: by sex, age, role; parts add up."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from mainstay.synthetic import qof
from mainstay.synthetic.england import England
from mainstay.synthetic.staff import Team
from mainstay.synthetic.streams import Floats, Ints, stream

TRAINEES_RENAMED = date(2021, 6, 1)
GP_BANDS = ("UNDER30", "30TO34", "35TO39", "40TO44", "45TO49", "50TO54", "55TO59", "60TO64",
            "65TO69", "70PLUS", "UNKNOWN_AGE")  # fmt: skip
GP_AGES = np.array([0.02, 0.12, 0.17, 0.17, 0.15, 0.13, 0.11, 0.06, 0.03, 0.02, 0.02])
OLDER_SPREAD, OLDER_ALONE = 0.45, 0.5  # on the log scale, for three age bands
OTHER_BANDS = ("UNDER25", "25TO29", *GP_BANDS[1:])
OTHER_AGES = np.array([0.05, 0.08, 0.10, 0.11, 0.11, 0.12, 0.15, 0.14, 0.09, 0.03, 0.01, 0.01])
TRAINED_IN = {"UK": 0.71, "EEA": 0.05, "AFRICA": 0.05, "ASIA_SOUTH": 0.14, "UNKNOWN": 0.05}
PATIENT_BANDS = {"0TO4": (0, 4), "5TO14": (5, 14), "15TO44": (15, 44), "45TO64": (45, 64),
                 "65TO74": (65, 74), "75TO84": (75, 84), "85PLUS": (85, 200)}  # fmt: skip
WOMEN = {"GP": 0.57, "NURSES": 0.97, "DPC": 0.88, "ADMIN": 0.94}
ROLES = {
    "NURSES": {"N_PRAC_NURSE": 0.62, "N_ADV_NURSE_PRAC": 0.27, "N_NURSE_SPEC": 0.06,
               "N_TRAINEE_NURSE": 0.05},
    "DPC": {"DPC_HCA": 0.52, "DPC_PHLEB": 0.08, "DPC_PHARMA": 0.15, "DPC_PARAMED": 0.08,
            "DPC_SPLW": 0.07, "DPC_OTH": 0.10},
    "ADMIN": {"ADMIN_MANAGER": 0.15, "ADMIN_MED_SECRETARY": 0.11, "ADMIN_RECEPT": 0.52,
              "ADMIN_OTH": 0.22},
}  # fmt: skip
EACH_WTE = {"NURSES": 0.68, "DPC": 0.66, "ADMIN": 0.70}
Columns = dict[str, np.ndarray]


def columns(england: England, month: date, which: Ints, team: Team) -> Columns:
    """Values by heading, for both layouts; a heading of another layout does no harm."""
    rng = stream(england.seed, "staff", f"{month}")
    held = _patients(england, month, which)
    trainees = "REG" if month < TRAINEES_RENAMED else "TRN"
    held |= _gps(team, rng, _gp_age_shares(england, which, team), trainees=trainees)
    for group, wte in (
        ("NURSES", team.nurse_wte),
        ("DPC", team.direct_care_wte),
        ("ADMIN", team.admin_wte),
    ):
        held |= _others(group, wte, rng)
    return held


def _patients(england: England, month: date, which: Ints) -> Columns:
    ages = england.ages(month, which)
    start, women = qof.cells()
    held: Columns = {"TOTAL_PATIENTS": ages.sum(axis=1)}
    for sex, flag in (("MALE", 0), ("FEMALE", 1)):
        held[f"TOTAL_{sex}"] = ages[:, women == flag].sum(axis=1)
        for band, (low, high) in PATIENT_BANDS.items():
            inside = (women == flag) & (start >= low) & (start <= high)
            held[f"{sex}_PATIENTS_{band}"] = ages[:, inside].sum(axis=1)
    disp = england.about["dispensing"].to_numpy()[which]
    held["TOTAL_DISP_PATIENTS"] = np.where(disp, held["TOTAL_PATIENTS"] // 2, 0)
    return held


def _by_sex(
    count: Ints, wte: Floats, women: float, rng: np.random.Generator
) -> dict[str, tuple[Ints, Floats]]:
    """Total, men and women: headcount split by chance, time in proportion."""
    female = rng.binomial(count, women)
    share = female / np.maximum(count, 1)
    return {
        "TOTAL": (count, wte.round(4)),
        "FEMALE": (female, (wte * share).round(4)),
        "MALE": (count - female, (wte * (1 - share)).round(4)),
    }


def _gp_age_shares(england: England, which: Ints, team: Team) -> Floats:
    """Ages of GPs by practice: some partnerships are older, and those on their own are most."""
    own = stream(england.seed, "gp ages").normal(0, OLDER_SPREAD, england.about.height)[which]
    tilt = own + OLDER_ALONE * (team.partners + team.salaried == 1)
    place = (np.arange(len(GP_BANDS)) - 4) / 3
    shares = GP_AGES * np.exp(tilt[:, None] * place)
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def _gps(team: Team, rng: np.random.Generator, ages: Floats, *, trainees: str) -> Columns:
    senior = np.minimum(1, team.partners)
    counts = {
        "SEN_PTNR": senior,
        "PTNR_PROV": team.partners - senior,
        "SAL_BY_PRAC": team.salaried,
        "TRAINEE": team.trainees,
        "LOCUM_VAC": team.locums_vacancy,
    }
    times = _times(team)
    split = {name: _by_sex(count, times[name], WOMEN["GP"], rng) for name, count in counts.items()}
    held: Columns = {}
    for sex in ("TOTAL", "MALE", "FEMALE"):
        held |= _gp_roles(sex, split, trainees)
        held |= _gp_sums(sex, split)
        held |= _gp_ages(sex, split, ages, rng)
    return held | _summed(held)


def _times(team: Team) -> dict[str, Floats]:
    first = team.role_wte["partners"] / np.maximum(team.partners, 1)
    return {
        "SEN_PTNR": first * np.minimum(1, team.partners),
        "PTNR_PROV": team.role_wte["partners"] - first * np.minimum(1, team.partners),
        "SAL_BY_PRAC": team.role_wte["salaried"],
        "TRAINEE": team.role_wte["trainees"],
        "LOCUM_VAC": team.role_wte["locums_vacancy"],
    }


Split = dict[str, dict[str, tuple[Ints, Floats]]]


def _gp_roles(sex: str, split: Split, trainees: str) -> Columns:
    names = {"TRAINEE": "REG_ST1_4" if trainees == "REG" else "TRN_GR_ST3"}
    held: Columns = {}
    for role, by_sex in split.items():
        count, wte = by_sex[sex]
        stem = f"{sex}_GP_{names.get(role, role)}"
        held[f"{stem}_HC"], held[f"{stem}_FTE"] = count, wte
    return held


def _gp_sums(sex: str, split: Split) -> Columns:
    """All GPs; without trainees (EXR, later EXTG); without locums (EXL); without either."""
    left_out = {"": (), "_EXR": ("TRAINEE",), "_EXTG": ("TRAINEE",), "_EXL": ("LOCUM_VAC",),
                "_EXRL": ("TRAINEE", "LOCUM_VAC"), "_EXTGL": ("TRAINEE", "LOCUM_VAC")}  # fmt: skip
    held: Columns = {}
    for end, without in left_out.items():
        kept = [by_sex[sex] for role, by_sex in split.items() if role not in without]
        held[f"{sex}_GP{end}_HC"] = np.sum([count for count, _ in kept], axis=0)
        held[f"{sex}_GP{end}_FTE"] = sum((wte for _, wte in kept), np.zeros(len(kept[0][1]))).round(
            6
        )
    return held


def _gp_ages(sex: str, split: Split, ages: Floats, rng: np.random.Generator) -> Columns:
    """Men and women by age and where they trained; the totals are their sums."""
    if sex == "TOTAL":
        return {}
    roles = ("SEN_PTNR", "PTNR_PROV", "SAL_BY_PRAC")
    permanent = np.sum([split[role][sex][0] for role in roles], axis=0)
    young = np.zeros((len(permanent), len(GP_BANDS)), dtype=np.int64)
    young[:, 1] = split["TRAINEE"][sex][0]
    locum = np.zeros_like(young)
    locum[:, 3] = split["LOCUM_VAC"][sex][0]
    settled = rng.multinomial(permanent, ages)
    sums = {"": settled + young + locum, "_EXR": settled + locum, "_EXTG": settled + locum,
            "_EXL": settled + young, "_EXRL": settled, "_EXTGL": settled}  # fmt: skip
    held = {
        f"{sex}_GP{end}_HC_{band}": table[:, place]
        for end, table in sums.items()
        for place, band in enumerate(GP_BANDS)
    }
    everyone = sums[""].sum(axis=1)
    trained = rng.multinomial(everyone, list(TRAINED_IN.values()))
    held |= {f"{sex}_GP_HC_COQ_{land}": trained[:, place] for place, land in enumerate(TRAINED_IN)}
    return held


def _summed(held: Columns) -> Columns:
    """TOTAL_ for every MALE_ and FEMALE_ pair that has none yet."""
    totals = {}
    for name, men in held.items():
        whole = name.replace("MALE_", "TOTAL_", 1)
        if name.startswith("MALE_") and whole not in held:
            totals[whole] = men + held[f"FE{name}"]
    return totals


def _others(group: str, wte: Floats, rng: np.random.Generator) -> Columns:
    """Nurses, direct patient care or administration: roles, sexes and ages."""
    count = np.rint(wte / EACH_WTE[group]).astype(np.int64)
    wte = np.where(count > 0, wte, 0.0)
    sexes = _by_sex(count, wte, WOMEN[group], rng)
    shares = np.array(list(ROLES[group].values()))
    held: Columns = {}
    for sex in ("MALE", "FEMALE"):
        people, time = sexes[sex]
        each = time / np.maximum(people, 1)
        held[f"{sex}_{group}_HC"], held[f"{sex}_{group}_FTE"] = people, time
        split = rng.multinomial(people, shares / shares.sum())
        for place, role in enumerate(ROLES[group]):
            held[f"{sex}_{role}_HC"] = split[:, place]
            held[f"{sex}_{role}_FTE"] = (each * split[:, place]).round(4)
        ages = rng.multinomial(people, OTHER_AGES / OTHER_AGES.sum())
        held |= {f"{sex}_{group}_HC_{band}": ages[:, n] for n, band in enumerate(OTHER_BANDS)}
    held[f"TOTAL_{group}_HC"], held[f"TOTAL_{group}_FTE"] = sexes["TOTAL"]
    return held | _summed(held)


_LONG = {
    "GP": {"Total": "GP", "Senior Partner": "GP_SEN_PTNR", "Partner/Provider": "GP_PTNR_PROV",
           "Salaried By Practice": "GP_SAL_BY_PRAC", "Locum - Covering Vacancy": "GP_LOCUM_VAC",
           "GP in Training Grade ST3": "GP_TRN_GR_ST3"},
    "Nurses": {"Total": "NURSES", "Practice Nurse": "N_PRAC_NURSE",
               "Advanced Nurse Practitioner": "N_ADV_NURSE_PRAC"},
    "Direct Patient Care": {"Total": "DPC", "Health Care Assistant": "DPC_HCA",
                            "Pharmacist": "DPC_PHARMA", "Paramedic": "DPC_PARAMED"},
    "Admin/Non-Clinical": {"Total": "ADMIN", "Manager": "ADMIN_MANAGER",
                           "Receptionist": "ADMIN_RECEPT"},
}  # fmt: skip


def long_rows() -> Iterator[tuple[str, str, str, str]]:
    """Group, role, measure and the wide column that holds it."""
    for group, roles in _LONG.items():
        for role, stem in roles.items():
            yield group, role, "FTE", f"TOTAL_{stem}_FTE"
            yield group, role, "Headcount", f"TOTAL_{stem}_HC"
