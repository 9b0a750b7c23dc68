"""What else the same ballots say: other rules, other budgets, votes that were missing, how sure a winner is.

Each analysis is a `Job`: a number of independent steps whose outcomes are plain JSON data, and a `finish`
that makes the figures of them. So a worker may stop after any step and go on later, anywhere, and the result
is the same. Nothing here imports Django or the portal.
"""

from .comparison import Comparison
from .job import Job
from .missing import Missing
from .stability import Stability
from .whatif import WhatIf

__all__ = ["Comparison", "Job", "Missing", "Stability", "WhatIf"]
