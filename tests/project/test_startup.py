import gc

from autograder import startup


def test_garbage_is_collected_again_after_an_import_that_fails():
    try:
        with startup.importing():
            during = gc.isenabled()
            raise ImportError
    except ImportError:
        pass
    assert (during, gc.isenabled()) == (False, True)
