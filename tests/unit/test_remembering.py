"""What is read once a request, and read again after it changed."""

from mainstay.accounts.remembering import forget, remembered, remembering


class Read:
    """Counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def test_outside_of_a_request_everything_is_read_anew():
    read = Read()
    assert [remembered("a", read), remembered("a", read)] == [1, 2]


def test_inside_of_one_it_is_read_once_for_each_key():
    read, other = Read(), Read()
    with remembering():
        assert [remembered("a", read), remembered("a", read), remembered("b", other)] == [1, 1, 1]
    assert remembered("a", read) == 2


def test_what_was_changed_is_read_again():
    read = Read()
    with remembering():
        remembered("a", read)
        forget()
        assert remembered("a", read) == 2


def test_a_request_knows_nothing_of_the_one_before():
    read = Read()
    for _ in range(2):
        with remembering():
            remembered("a", read)
    assert read.times == 2
