"""What runs in the sandbox: the zygote and the kernels forked from it.

Shown to the sandbox as a package of its own, so it imports nothing of ours but its own modules.
"""
