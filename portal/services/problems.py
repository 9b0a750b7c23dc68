"""The one error of this package: a sentence that tells a person what to do next."""


class ServiceProblem(RuntimeError):
    """A service cannot be started; the text says why, and what to install or to set."""
