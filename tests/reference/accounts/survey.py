from tests.reference.accounts.rows import Row, measuring, offer, pick


def survey_share_2018(gpps_2018: list[Row], *, answer: str) -> list[Row]:
    return pick([_answered(row, answer) for row in gpps_2018])


def survey_share_2024(gpps_2024: list[Row], *, answer: str) -> list[Row]:
    return pick([_answered(row, answer) for row in gpps_2024])


def survey_overall(
    gpps_2018: list[Row], derived_crosssection: list[Row], *, derived_period: str
) -> list[Row]:
    derived = [
        offer(row, row["overall_good_share"], missing=row["overall_good_share_missing"])
        for row in measuring(derived_crosssection, derived_period)
    ]
    return pick([_answered(row, "overall_good_share") for row in gpps_2018], derived)


def _answered(row: Row, answer: str) -> Row:
    share, forms = row[answer], row["received"]
    return offer(
        row,
        share,
        numerator=None if share is None or forms is None else share * forms,
        denominator=forms,
        missing=row[f"{answer}_missing"],
    )
