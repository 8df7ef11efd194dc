"""The hints of the lab Optimization in Simplified Chinese."""

from __future__ import annotations

from autograder.checks.words.chinese.hints.initialization import LABELS

ENTRIES: dict[str, str] = {
    "optimization.gd.hint-1": (
        "看看给数组赋新值的那一行，以及查找它的梯度时用的键。"
        "如果只有权重错，或者只有偏置错，就看它们自己的那一行：符号和键。"
    ),
    "optimization.gd.hint-2": (
        "每个数组，不管是权重还是偏置，都逆着它自己的梯度走一小段，走多远由学习率决定。"
        "传进来几个数组，就返回几个数组，键也一样。"
    ),
    "optimization.gd.hint-3": (
        "动手算一算：权重 5，梯度 2，学习率 0.1，得到 4.8。如果你得到 5.2，就看看符号；"
        "如果得到 3，就找找学习率。梯度是 -2 时，权重应该增大到 5.2。"
    ),
    "optimization.mini_batches.hint-1": (
        "这里有两部分：打乱和划分。如果顺序总是一样，或者 X 和 Y 不再对应，"
        "就看打乱；其他情况都看划分。"
    ),
    "optimization.mini_batches.hint-2": (
        "为所有样本抽取一个随机顺序，X 和 Y 都用这同一个顺序。然后沿着它往前走："
        "每个批次从上一个结束的地方开始，每个都是满的，最后剩下的样本组成一个较小的批次。"
    ),
    "optimization.mini_batches.hint-3": (
        "取十个样本，大小为 4，写出每个批次从哪里开始、到哪里结束：0 到 4，4 到 8，8 到 10。"
        "再用八个样本做一遍：只有两个批次，所以循环要在做出第三个空批次之前停下来。"
    ),
    "optimization.velocity.hint-1": ("先看键，再看每个数组的形状：卡片会说明是哪一样错了。"),
    "optimization.velocity.hint-2": (
        "参数里的每个数组，都对应一个全零的数组。它的形状是那个参数的形状，名字是那个参数的梯度的名字。"
    ),
    "optimization.velocity.hint-3": (
        "只用一层来试，W1 的形状是 (3, 2)，b1 的形状是 (3, 1)，打印返回的东西："
        "两个键，dW1 和 db1，形状也正是这两个。有两层的话，应该有四个键。"
    ),
    "optimization.momentum.hint-1": (
        "这里有两部分：新的速度，以及用它走的那一步。如果 v 错了，就从第一部分开始。"
        "如果 v 是对的，只有参数错了，就看第二部分。"
    ),
    "optimization.momentum.hint-2": (
        "新的速度是混合出来的：其中旧速度占 beta，其余的是梯度。"
        "然后参数逆着新的速度移动，走多远由学习率决定。两者都要返回，参数在前。"
    ),
    "optimization.momentum.hint-3": (
        "讲义里的例子：速度 1，梯度 3，beta 0.5，学习率 0.1。速度变成 2，权重减小 0.2。"
        "如果你的权重减小了 0.3，那是沿着梯度走的；如果减小了 0.1，那是沿着旧速度走的。"
    ),
    "optimization.adam_state.hint-1": (
        "两个字典都和第 3 题的做法一样：如果那道题已经通过，就看看返回了什么，一共几样，顺序如何。"
    ),
    "optimization.adam_state.hint-2": (
        "先返回 v，再返回 s。两者都为每个参数准备一个全零的数组，形状是那个参数的形状，"
        "名字是它的梯度的名字。"
    ),
    "optimization.adam_state.hint-3": (
        "两者不能共用任何东西。把 7 写进 v 的一个数组，再看看 s 的同一个位置：那里应该还是 0。"
        "如果在那里看到了 7，就是同一个字典或者同一个数组有了两个名字。"
    ),
    "optimization.adam.hint-1": (
        "这里有三部分：两个均值，它们的修正，以及走的那一步。如果 v 或 s 错了，就从均值开始。"
        "如果只有参数错了，v 和 s 就没有问题：先看修正，再看走的那一步。"
    ),
    "optimization.adam.hint-2": (
        "v 把旧的 v 和梯度按 beta1 混合，s 把旧的 s 和梯度的平方按 beta2 混合。"
        "修正让两者都变大，各自按自己的 beta 和步数来算。"
        "它只用于走的那一步：返回的是没有修正过的。"
    ),
    "optimization.adam.hint-3": (
        "这一步逆着修正过的 v 走，逐个元素除以修正过的 s 的平方根，"
        "平方根上再加上 epsilon，以免除以零。学习率缩放整个这一步。"
        "检查一下括号从哪里开始，到哪里结束。"
    ),
    "optimization.adam.hint-4": (
        "动手算一算第一步，v 和 s 都是零，梯度任意：修正抵消了混合，又得到梯度和它的平方。"
        "所以每个权重移动的距离都几乎正好是一个学习率。你的也是这样吗？"
    ),
    **{f"optimization.boundary.hint-{n}": text for n, text in enumerate(LABELS, start=1)},
}
