"""Write the lab report: ``python -m autograder.reports NOTEBOOK``, or run this file.

Where nothing else leads to the package, its own folder does; it comes last, so that no file of a
student's that lies beside it is taken for a module of somebody else.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.append(str(Path(__file__).resolve().parents[2]))
    from autograder.reports.command import main

    sys.exit(main())
