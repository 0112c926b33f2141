"""What the program needs from a Linux system: found, named, and installed where that is allowed.

The tables were read from the wheels (`readelf -d` over Qt's Core, Gui, Widgets and Network and its
xcb and wayland plugins, PySide6 6.11) and tried in a bare Debian 12.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from environment import SetUpFailed, note, step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from environment import Purpose


class Part(NamedTuple):
    """A library, command or file, and the package that brings it, by the tool that installs it."""

    name: str
    apt_get: str
    zypper: str
    dnf: str
    pacman: str


def parts(table: str) -> tuple[Part, ...]:
    """A part a line: name, and package for apt-get, zypper, dnf, pacman; = is the one before."""
    return tuple(Part(*without_signs(line.split())) for line in table.strip().splitlines())


def without_signs(words: list[str]) -> list[str]:
    """The words, with each equals sign replaced by the word before it."""
    for place, word in enumerate(words):
        if word == "=":
            words[place] = words[place - 1]
    return words


VENV = parts(f"""
    ensurepip  python3.{sys.version_info[1]}-venv  python3  python3-libs  python
""")
QT = parts("""
    libEGL.so.1              libegl1             libglvnd          libglvnd-egl        libglvnd
    libGL.so.1               libgl1              libglvnd          libglvnd-glx        libglvnd
    libX11.so.6              libx11-6            libX11-6          libX11              libx11
    libbrotlidec.so.1        libbrotli1          libbrotlidec1     libbrotli           brotli
    libdbus-1.so.3           libdbus-1-3         =                 dbus-libs           dbus
    libfontconfig.so.1       libfontconfig1      =                 fontconfig          =
    libfreetype.so.6         libfreetype6        =                 freetype            freetype2
    libglib-2.0.so.0         libglib2.0-0        libglib-2_0-0     glib2               =
    libgthread-2.0.so.0      libglib2.0-0        libgthread-2_0-0  glib2               =
    libgssapi_krb5.so.2      libgssapi-krb5-2    krb5              krb5-libs           krb5
    libxkbcommon.so.0        libxkbcommon0       =                 libxkbcommon        =
    libzstd.so.1             libzstd1            =                 libzstd             zstd
""")
X11 = parts("""
    libX11-xcb.so.1          libx11-xcb1         libX11-xcb1       libX11-xcb          libx11
    libxcb-cursor.so.0       libxcb-cursor0      =                 xcb-util-cursor     =
    libxcb-icccm.so.4        libxcb-icccm4       =                 xcb-util-wm         =
    libxcb-image.so.0        libxcb-image0       =                 xcb-util-image      =
    libxcb-keysyms.so.1      libxcb-keysyms1     =                 xcb-util-keysyms    =
    libxcb-randr.so.0        libxcb-randr0       =                 libxcb              =
    libxcb-render.so.0       libxcb-render0      =                 libxcb              =
    libxcb-render-util.so.0  libxcb-render-util0 =                 xcb-util-renderutil =
    libxcb-shape.so.0        libxcb-shape0       =                 libxcb              =
    libxcb-shm.so.0          libxcb-shm0         =                 libxcb              =
    libxcb-sync.so.1         libxcb-sync1        =                 libxcb              =
    libxcb-util.so.1         libxcb-util1        =                 xcb-util            =
    libxcb-xfixes.so.0       libxcb-xfixes0      =                 libxcb              =
    libxcb-xkb.so.1          libxcb-xkb1         =                 libxcb              =
    libxkbcommon-x11.so.0    libxkbcommon-x11-0  =                 libxkbcommon-x11    =
""")
WAYLAND = parts("""
    libwayland-client.so.0   libwayland-client0  =                 libwayland-client   wayland
    libwayland-cursor.so.0   libwayland-cursor0  =                 libwayland-cursor   wayland
    libwayland-egl.so.1      libwayland-egl1     =                 libwayland-egl      wayland
""")
COMFORT = parts("""
    font                     fonts-dejavu-core   dejavu-fonts      dejavu-sans-fonts   ttf-dejavu
    libespeak-ng.so.1        libespeak-ng1       =                 espeak-ng           =
""")
TESTS = parts("""
    Xvfb                     xvfb                xorg-x11-server-Xvfb = xorg-server-xvfb
    xdotool                  xdotool             =                 =                   =
    openbox                  openbox             =                 =                   =
    dbus-run-session         dbus                dbus-1-daemon     dbus-daemon         dbus
    at-spi-bus-launcher      at-spi2-core        =                 =                   =
    pyatspi                  python3-pyatspi     python3-atspi     python3-pyatspi     python-atspi
    xterm                    xterm               =                 =                   =
    setxkbmap                x11-xkb-utils       setxkbmap         =               xorg-setxkbmap
    xclip                    xclip               =                 =                   =
    pulseaudio               pulseaudio          =                 =                   =
    pacat                    pulseaudio-utils    =                 =                   libpulse
    gio                      libglib2.0-bin      glib2-tools       glib2               =
""")

INSTALL = {
    "apt-get": "apt-get install --no-install-recommends",
    "dnf": "dnf install",
    "pacman": "pacman -S --needed",
    "zypper": "zypper install",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
FILES = {
    "at-spi-bus-launcher": ("usr/lib*/at-spi-bus-launcher", "usr/lib/*/at-spi-bus-launcher"),
    "pyatspi": ("usr/lib*/python3*/*-packages/pyatspi",),
}


def provide(purpose: Purpose, already_tried: Sequence[object]) -> list[str]:
    """Install what is missing, or say how; the names of what is still missing and not needed.

    Missing parts without which nothing works end the set-up.
    """
    if not sys.platform.startswith("linux"):
        return []
    missing = find_missing(purpose)
    if missing and is_root() and tool() == "apt-get" and names(missing) != list(already_tried):
        install(missing)
        missing = find_missing(purpose)
    if any(part in needed(purpose) for part in missing):
        raise SetUpFailed(f"The program cannot start here yet. {remedy(missing)}")
    if missing:
        note(f"It goes on without some parts of the system. {remedy(missing)}")
    return names(missing)


def find_missing(purpose: Purpose) -> list[Part]:
    """What the purpose wants and the system does not have."""
    wanted = VENV + QT + X11 + WAYLAND + COMFORT + (TESTS if purpose == "test" else ())
    return [part for part in wanted if not is_there(part.name)]


def needed(purpose: Purpose) -> tuple[Part, ...]:
    """What there is no going on without: the X11 parts only where X11 shows the window."""
    shown_by_x11 = bool(os.environ.get("DISPLAY")) and not os.environ.get("WAYLAND_DISPLAY")
    return VENV + QT + (X11 if shown_by_x11 and purpose == "run" else ())


def is_there(name: str) -> bool:
    """Whether a part is on this system; for a library, whether it loads."""
    if ".so." in name:
        return loads(name)
    if name == "font":
        return any(has_fonts(Path(folder).expanduser()) for folder in FONT_FOLDERS)
    if name in FILES:
        return any(next(Path("/").glob(pattern), None) for pattern in FILES[name])
    if name == "ensurepip":
        return importlib.util.find_spec(name) is not None
    return shutil.which(name) is not None


def loads(library: str) -> bool:
    """Ask the loader itself: it alone knows every folder it would look in."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_fonts(folder: Path) -> bool:
    """Whether there is a font that Qt can use anywhere in the folder."""
    return any(file.suffix in {".ttf", ".otf", ".ttc"} for file in folder.rglob("*.?t?"))


def names(missing: list[Part]) -> list[str]:
    """The parts by name, as the stamp keeps them."""
    return [part.name for part in missing]


def is_root() -> bool:
    """Whether we may install things for the whole system."""
    return sys.platform != "win32" and os.geteuid() == 0


def tool() -> str | None:
    """What installs packages here."""
    return next((each for each in INSTALL if shutil.which(each)), None)


def packages(missing: list[Part], installer: str) -> list[str]:
    """The packages that bring the parts, each once."""
    found = (getattr(part, installer.replace("-", "_")) for part in missing)
    return list(dict.fromkeys(found))


def remedy(missing: list[Part]) -> str:
    """What is missing, and the command that puts it right."""
    text = f"Missing: {', '.join(names(missing))}."
    installer = tool()
    if installer is None:
        return f"{text} Install them with your system's own tool."
    sudo = "" if is_root() else "sudo "
    wanted = " ".join(packages(missing, installer))
    return f"{text} This installs them:\n  {sudo}{INSTALL[installer]} {wanted}"


def install(missing: list[Part]) -> None:
    """Let apt-get install the packages; a failure is told, and the caller looks again."""
    wanted = packages(missing, "apt-get")
    note(f"The system lacks: {' '.join(wanted)}.")
    with step("Installing that with apt-get"):
        apt_get("update")  # on failure the lists that are here may still do
        complaint = apt_get("install", "--yes", "--no-install-recommends", *wanted)
    if complaint:
        note(f"  apt-get could not install them: {complaint}")


def apt_get(*arguments: str) -> str:
    """Run apt-get without questions; its last complaint, or nothing."""
    # Another apt may be at work, as after a system's start: wait for it rather than fail.
    command = ["apt-get", "--quiet", "-o", "DPkg::Lock::Timeout=120", *arguments]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    done = subprocess.run(
        command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode == 0:
        return ""
    lines = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
    return next((line for line in lines if line.startswith("E:")), (lines or ["no reason"])[-1])
