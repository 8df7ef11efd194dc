import gc

from autograder import preload


def test_garbage_is_collected_again_after_an_import_that_fails():
    try:
        with preload.importing():
            during = gc.isenabled()
            raise ImportError
    except ImportError:
        pass
    assert (during, gc.isenabled()) == (False, True)
