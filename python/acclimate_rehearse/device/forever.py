"""What C++ points to has to outlive Python, which takes its objects apart at exit while storages still die."""

import ctypes


def forever(thing):
    """The same object, which Python never frees."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(thing))
    return thing
