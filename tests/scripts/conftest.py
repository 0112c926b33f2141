import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"

# At the end of the path: scripts/build.py and scripts/test.py have namesakes that come first.
if str(SCRIPTS) not in sys.path:
    sys.path.append(str(SCRIPTS))
