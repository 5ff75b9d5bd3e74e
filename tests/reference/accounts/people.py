from tests.reference.accounts.rows import Row, offer, pick


def deprivation_score(
    fingertips: list[Row], derived_crosssection: list[Row], *, fingertips_ids: list[int]
) -> list[Row]:
    published = [
        [
            offer(row, row["value"], missing=row["value_missing"])
            for row in fingertips
            if row["fingertips_id"] == wanted
        ]
        for wanted in fingertips_ids
    ]
    derived = [
        offer(row, row["imd_score"], missing=row["imd_score_missing"])
        for row in derived_crosssection
    ]
    return pick(*published, derived)
