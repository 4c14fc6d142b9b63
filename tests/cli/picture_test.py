# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""The picture that README shows is the one the tool draws, byte for byte."""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ARGUMENTS = ["footprint", "@tanji", "--process", "zone-aluminium-profile-grid", "--amount", "1 t", "--top", "8", "--svg"]

shown = Path(os.environ["TANJI_SOURCE_DIR"]) / "docs/aluminium-profile.svg"
with tempfile.TemporaryDirectory() as folder:
    drawn = Path(folder) / "picture.svg"
    subprocess.run([os.environ["TANJI_CLI"], *ARGUMENTS, str(drawn)], check=True, stdout=subprocess.DEVNULL)
    if drawn.read_bytes() != shown.read_bytes():
        sys.exit(f"{shown.name} is not what the tool draws; look at the new one and, if it is right, run:\ntanji {' '.join(ARGUMENTS)} docs/{shown.name}".replace(" 1 t ", ' "1 t" '))
print("the picture is current")
