"""The three ways a request can fail. Every layer raises these, and the views answer each in one place."""


class NotValidError(ValueError):
    """The input is wrong: `message` says what to do, `path` names the field (``actions[1].due``)."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path


class NotAllowedError(Exception):
    """The person may not do this, whatever the state of things."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class WrongStateError(Exception):
    """Someone was faster, or the step is out of order: `message` says what is so now and what can be done."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
