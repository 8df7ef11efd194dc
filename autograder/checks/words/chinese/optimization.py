"""The sentences of the lab Optimization in Simplified Chinese."""

from __future__ import annotations

ENTRIES: dict[str, str] = {
    # gd
    "optimization.gd.uphill": "这一步走的是上坡：梯度指向代价增大的方向，所以要减去它。",
    "optimization.gd.no-learning-rate": "学习率没有起作用，减去的是整个梯度。要先缩放它。",
    "optimization.gd.fixed-learning-rate": "学习率总是一样的，要用传给函数的那一个。",
    "optimization.gd.divided-by-rate": "梯度除以了学习率，而学习率小，步子就该小。",
    "optimization.gd.rate-twice": "学习率用了两次，用一次就够了。",
    "optimization.gd.half-a-step": "这一步只有应有长度的一半。多出来的因子是从哪里来的？",
    "optimization.gd.two-steps": "这一步是应有长度的两倍。是不是每个数组都更新了两次？",
    "optimization.gd.the-change-alone": "这只是变化量，要把它加到参数上。",
    "optimization.gd.the-scaled-gradient": "这只是梯度乘以学习率，缺了参数本身。",
    "optimization.gd.rate-on-both": "学习率把参数也乘上了：有个括号括得太宽了。",
    "optimization.gd.rate-on-the-parameters": "学习率乘在了参数上，它应该乘在参数的梯度上。",
    "optimization.gd.gradient-minus-parameters": "减号两边弄反了，要从参数出发。",
    "optimization.gd.shrunk": "参数乘上了梯度，应该从参数里减去它才对。",
    "optimization.gd.one-minus-rate": "参数和梯度做了平均，而参数应该完整地保留下来。",
    "optimization.gd.sign-only": "只用了梯度的符号，而坡陡的地方，步子应该更长。",
    "optimization.gd.absolute-gradient": "参数只会越来越小。梯度可以是负的，所以要保留它的符号。",
    "optimization.gd.squared-gradient": "梯度被平方了，照原样用就好。",
    "optimization.gd.normalised": "梯度除以了它自己的长度，照原样用就好。",
    "optimization.gd.averaged-gradient": (
        "每个数组都是按它的梯度的平均值移动的，而每个元素都有自己的斜率。"
    ),
    "optimization.gd.summed-gradient": (
        "每个数组都是按它的梯度之和移动的，而每个元素都有自己的斜率。"
    ),
    "optimization.gd.divided-by-units": "梯度除以了它的行数，而它已经对样本取过平均了。",
    "optimization.gd.crossed": "偏置用了权重的梯度，而它们有自己的梯度，即 db1、db2 等。",
    "optimization.gd.nothing-updated": "参数原样返回了，少了更新的那一步。",
    "optimization.gd.gradients-returned": "返回的是梯度，应该返回参数，键是 W1、b1 等。",
    "optimization.gd.keys-of-gradients": "新的参数返回时用了 dW1、db1 等键，它们的键是 W1、b1 等。",
    "optimization.gd.weights-returned": "只返回了权重，而偏置也是参数。",
    "optimization.gd.as-a-list": "参数是作为列表返回的。把它们放进字典，键是 W1、b1 等。",
    "optimization.gd.nothing-returned": "这一步走了，却什么都没有返回。",
    "optimization.gd.weights-only": "偏置还是原样，可是它们也有梯度。",
    "optimization.gd.biases-only": "权重还是原样，可是它们也有梯度。",
    "optimization.gd.last-layer-missed": "最后一层还是原样。看看遍历各层的循环到哪里结束。",
    "optimization.gd.first-layer-missed": "第一层还是原样。看看遍历各层的循环从哪里开始。",
    "optimization.gd.first-layer-only": "只更新了第一层。函数是不是在循环里面就返回了？",
    "optimization.gd.last-layer-only": "只更新了最后一层，而每一层都要更新。",
    "optimization.gd.last-bias-missed": "最后一层的偏置还是原样，可是它也有梯度。",
    "optimization.gd.biases": "权重是对的。看看偏置。",
    "optimization.gd.weights": "偏置是对的。看看权重。",
    # mini_batches
    "optimization.mini_batches.tail-missing": (
        "凑不满一批的样本被丢掉了，它们应该组成最后一个较小的批次。"
    ),
    "optimization.mini_batches.tail-from-the-front": (
        "最后一个批次的样本是从开头取的，它应该从最后一个满批次结束的地方开始。"
    ),
    "optimization.mini_batches.tail-overlaps": (
        "最后一个批次和其他批次一样满，里面有些样本已经在别的批次里了。让它小一些就好。"
    ),
    "optimization.mini_batches.tail-one-short": (
        "最后一个批次少了一个样本。它从哪里开始，到哪里结束？"
    ),
    "optimization.mini_batches.tail-of-one": "最后一个批次只有一个样本，剩下的样本应该全都在里面。",
    "optimization.mini_batches.tail-only-without-rest": (
        "最后那个较小批次的条件写反了：有样本剩下时才该有它，没有剩下时就不该有。"
    ),
    "optimization.mini_batches.empty-tail": (
        "样本正好分成几个满批次时，后面又多了一个空的。看看循环到哪里结束。"
    ),
    "optimization.mini_batches.tail-merged": (
        "凑不满一批的样本并进了最后一个满批次，它们应该自成一个批次。"
    ),
    "optimization.mini_batches.tail-before-its-place": (
        "有一个样本出现了两次：最后一个批次早开始了一个样本。"
    ),
    "optimization.mini_batches.filled-up-with-zeros": (
        "最后一个批次用零补满了，而零并不是样本。让它小一些就好。"
    ),
    "optimization.mini_batches.filled-up-with-repeats": (
        "最后一个批次用已经在别的批次里的样本补满了。让它小一些就好。"
    ),
    "optimization.mini_batches.nothing-for-few-samples": (
        "样本不够装满一个批次时，一个批次都没有返回。把它们全部放进一个批次。"
    ),
    "optimization.mini_batches.last-batch-missing": (
        "最后一个批次不管满不满，都不见了。看看循环到哪里结束。"
    ),
    "optimization.mini_batches.a-full-batch-missing": (
        "少了一个满批次。看看遍历批次的循环从哪里开始，到哪里结束。"
    ),
    "optimization.mini_batches.first-batch-only": (
        "只返回了第一个批次。函数是不是在循环里面就返回了？"
    ),
    "optimization.mini_batches.last-batch-only": (
        "只返回了最后一个批次。是不是每一轮循环都新建了一个列表？"
    ),
    "optimization.mini_batches.overlapping": (
        "相邻的批次共用了一个样本。切片不包含结束位置，所以看看每个批次到哪里结束。"
    ),
    "optimization.mini_batches.one-short": (
        "每个批次都少了最后一个样本：切片本来就会在结束位置之前停下。"
    ),
    "optimization.mini_batches.sliding": "每个批次只比前一个晚一个样本开始，应该晚一整个批次才对。",
    "optimization.mini_batches.size-taken-for-a-count": (
        "每个批次该有多少个样本，这里就有多少个批次。大小指的是一个批次里的样本数。"
    ),
    "optimization.mini_batches.evened-out": (
        "各个批次的大小分得尽量平均，而除了最后一个，其余的都应该是满的。"
    ),
    "optimization.mini_batches.always-64": (
        "不管要求多大，批次里都是 64 个样本。要用 mini_batch_size。"
    ),
    "optimization.mini_batches.one-batch": (
        "所有样本都在同一个批次里。mini_batch_size 允许放多少个？"
    ),
    "optimization.mini_batches.single-samples": (
        "每个样本都自成一个批次。mini_batch_size 允许放多少个？"
    ),
    "optimization.mini_batches.not-shuffled": "先打乱样本，再用打乱后的样本组成批次。",
    "optimization.mini_batches.shuffled-inside": "先打乱所有样本，然后再划分。",
    "optimization.mini_batches.batches-shuffled": "要打乱的是样本，而不是由样本组成的批次。",
    "optimization.mini_batches.turned": "要为样本抽取一个完整的随机顺序，而不只是一个起点。",
    "optimization.mini_batches.always-alike": (
        "顺序来自函数自己设了种子的随机数生成器。要用 rng，也就是传给函数的那一个。"
    ),
    "optimization.mini_batches.with-replacement": (
        "样本是有放回地抽取的，而打乱之后，每个样本都正好出现一次。"
    ),
    "optimization.mini_batches.drawn-anew": (
        "每个批次都是从全部样本里重新抽取的。只打乱一次，再把结果分下去。"
    ),
    "optimization.mini_batches.shuffled-apart": "X 和 Y 的顺序对不上了。两者要用同一次打乱。",
    "optimization.mini_batches.only-labels-shuffled": "只打乱了标签，而样本要跟着标签一起动。",
    "optimization.mini_batches.labels-of-other-samples": (
        "最后一个批次的标签是别的样本的。X 和 Y 要取相同的列。"
    ),
    "optimization.mini_batches.rows-shuffled": (
        "这些已经不是数据里的样本了。是不是把特征打乱了？一个样本是一列，所以要沿着另一个轴打乱。"
    ),
    "optimization.mini_batches.entries-shuffled": "每个特征是各自打乱的，而一个样本应该保持完整。",
    "optimization.mini_batches.rows-cut": "切的是行，而一个样本是一列，所以要把列分开。",
    "optimization.mini_batches.samples-in-rows": "批次里的样本成了行，它们应该仍然是列。",
    "optimization.mini_batches.labels-in-a-column": "批次里的标签成了一列，它们应该仍然是一行。",
    "optimization.mini_batches.labels-flat": (
        "批次里的标签少了一个轴，它们应该仍然是一行，有两个轴。"
    ),
    "optimization.mini_batches.pair-swapped": "每一对的顺序反了：样本在前，标签在后。",
    "optimization.mini_batches.labels-missing": (
        "列表里放的是单个的数组，而每个批次应该是一对：样本和它们的标签。"
    ),
    "optimization.mini_batches.two-lists": (
        "这里是一个样本的列表和一个标签的列表，题目要的是一个列表，其中每一项是一对。"
    ),
    "optimization.mini_batches.generator": "函数是用 yield 交出批次的，它应该返回一个批次的列表。",
    "optimization.mini_batches.nothing-returned": "批次分好了，却没有返回。",
    "optimization.mini_batches.one-never": (
        "有一个样本不在任何批次里。打乱和划分的是全部 m 个样本，还是只有 m - 1 个？"
    ),
    "optimization.mini_batches.fewer-than-a-batch": (
        "样本够装满一个批次时是对的，不够时就不对了：这时遍历满批次的循环一次也不执行，"
        "循环里赋值的变量也就没有值。"
    ),
    "optimization.mini_batches.nothing-left-over": (
        "只有样本正好分成满批次时才出错：这时没有剩下的样本，也就不需要更小的批次。"
    ),
    "optimization.mini_batches.something-left-over": (
        "只有装满各批次后还剩下样本时才出错：看看最后那个较小的批次是怎么来的。"
    ),
    # velocity
    "optimization.velocity.as-a-list": "数组是作为列表返回的。把它们放进字典，键是 dW1、db1 等。",
    "optimization.velocity.nothing-returned": "字典建好了，却没有返回。",
    "optimization.velocity.ones": "数组里全是 1，可是现在还什么都没有动过。要从零开始。",
    "optimization.velocity.tiny": (
        "数组从一个很小的数开始，可是现在还什么都没有动过。要正好从零开始。"
    ),
    "optimization.velocity.small-random": "这些数是随机的。这是一份还空着的记忆，所以要从零开始。",
    "optimization.velocity.copied": "数组里放的是参数的数值，而这里只需要它们的形状。要从零开始。",
    "optimization.velocity.keys-of-parameters": (
        "键用的是参数的键。应该用梯度的键，即 dW1、db1 等。"
    ),
    "optimization.velocity.keys-with-v": "键以 v 开头了，应该用梯度的键，即 dW1、db1 等。",
    "optimization.velocity.keys-with-vd": "键的前面多了一个 v，应该就用梯度的键，即 dW1、db1 等。",
    "optimization.velocity.lower-case-keys": "权重的键写成了小写，应该是 dW1、dW2 等。",
    "optimization.velocity.counted-from-zero": "层号是从 0 数起的，最前面的键应该是 dW1 和 db1。",
    "optimization.velocity.counted-from-two": "层号是从 2 数起的，最前面的键应该是 dW1 和 db1。",
    "optimization.velocity.keys-without-layer": (
        "键里没有编号，而每一层都有自己的键：dW1、db1、dW2 等。"
    ),
    "optimization.velocity.last-layer-missing": "缺少最后一层。看看遍历各层的循环到哪里结束。",
    "optimization.velocity.first-layer-only": "只有第一层。函数是不是在循环里面就返回了？",
    "optimization.velocity.last-layer-only": "只有最后一层。是不是每一轮循环都新建了一个字典？",
    "optimization.velocity.biases-missing": "没有为偏置准备数组，可是偏置也有梯度。",
    "optimization.velocity.weights-missing": "没有为权重准备数组，可是权重也有梯度。",
    "optimization.velocity.transposed": "数组看起来转置了。每个数组的形状都应该和对应的参数一样。",
    "optimization.velocity.biases-flat": "偏置的数组是一维的，它们的形状应该和偏置一样。",
    "optimization.velocity.biases-as-rows": "偏置的数组成了行，它们的形状应该和偏置一样。",
    "optimization.velocity.biases-like-weights": "偏置的数组用了权重的形状，应该用偏置的形状。",
    "optimization.velocity.weights-like-biases": "权重的数组用了偏置的形状，应该用权重的形状。",
    "optimization.velocity.all-like-the-first": (
        "所有数组都是第一层的形状。键里的编号有没有跟着层变？"
    ),
    "optimization.velocity.numbers": "每个数组只对应一个数，应该是它的每个元素各对应一个数。",
    "optimization.velocity.shapes": "这些是形状，题目要的是具有这些形状的数组。",
    # momentum
    "optimization.momentum.gradient-in-full": (
        "新的梯度是整个加进来的，而旧速度和梯度的占比加起来应该是 1。"
    ),
    "optimization.momentum.shares-swapped": (
        "两个占比弄反了：beta 接近 1 时，速度在一步之内应该几乎不变。"
    ),
    "optimization.momentum.never-forgets": "旧速度是整个加进来的：占比不小于 1，它就永远不会遗忘。",
    "optimization.momentum.summed-up": (
        "旧速度和梯度直接相加了。两者各有各的占比，两个占比都由 beta 得来。"
    ),
    "optimization.momentum.no-memory": "没有用到旧速度。它就是记忆，也有一份占比。",
    "optimization.momentum.plain-descent": "速度就等于梯度：没有记忆，这就是普通的梯度下降。",
    "optimization.momentum.beta-on-both": "两个占比都是 beta，它们加起来应该是 1。",
    "optimization.momentum.one-minus-beta-on-both": "两个占比都是 1 - beta，它们加起来应该是 1。",
    "optimization.momentum.gradient-subtracted": "速度里减去了梯度，而那里的两部分是相加的。",
    "optimization.momentum.only-decays": "速度里没有用到梯度，而它也有一份占比。",
    "optimization.momentum.gradient-squared": "速度里的梯度被平方了，那是 Adam 的做法。",
    "optimization.momentum.divided": "速度除以了 1 - beta，其实不除，占比加起来就是 1。",
    "optimization.momentum.bracket-too-far": "beta 把梯度也乘上了：括号括多了。",
    "optimization.momentum.old-velocity-added": "旧的速度算多了。是不是 += 又把它加了一次？",
    "optimization.momentum.parameters-for-gradients": "速度是用参数算的，应该用参数的梯度。",
    "optimization.momentum.brackets": "少了一个括号：和梯度相乘的是整个 1 - beta。",
    "optimization.momentum.beta-squared": "beta 用了两次：速度算好以后，不应该再乘一次 beta。",
    "optimization.momentum.mean-gradient": (
        "一个数组的速度是由它的梯度的平均值算出来的，而每个元素都有自己的速度。"
    ),
    "optimization.momentum.fixed-beta": "beta 总是 0.9，要用传给函数的那一个。",
    "optimization.momentum.rate-and-beta-swapped": (
        "beta 和学习率弄反了：一个属于速度，另一个属于更新参数的那一步。"
    ),
    "optimization.momentum.rate-in-the-velocity": "学习率放进了速度里，它属于更新参数的那一步。",
    "optimization.momentum.rate-in-the-share": "学习率放进了速度里，它属于更新参数的那一步。",
    "optimization.momentum.velocity-of-the-weights-alone": (
        "只有权重得到了新的速度，偏置还在用旧的速度走，可是偏置也有梯度。"
    ),
    "optimization.momentum.a-displacement": (
        "速度里放的是更新的那一步本身，连符号和学习率都带上了，而它应该是梯度的平均值。"
    ),
    "optimization.momentum.old-velocity": "这一步用的是旧速度。要先更新速度，再走这一步。",
    "optimization.momentum.gradient-in-the-step": "这一步用的是梯度，应该换成速度。",
    "optimization.momentum.uphill": "这一步走的是上坡：速度和梯度一样指向上坡，所以要减去它。",
    "optimization.momentum.no-learning-rate": "学习率没有起作用，它应该用来缩放这一步。",
    "optimization.momentum.fixed-learning-rate": "学习率总是一样的，要用传给函数的那一个。",
    "optimization.momentum.rate-twice": "学习率用了两次，用一次就够了。",
    "optimization.momentum.divided-by-rate": "速度除以了学习率，而学习率小，步子就该小。",
    "optimization.momentum.both-in-the-step": (
        "这一步既用了速度，又用了梯度，而梯度已经在速度里了。"
    ),
    "optimization.momentum.both-velocities": (
        "这一步除了新速度，还用了旧速度，而旧速度已经在新速度里了。"
    ),
    "optimization.momentum.looking-ahead": (
        "走这一步时，速度又和梯度混合了一次，那是另一种方法，叫 Nesterov 方法。"
    ),
    "optimization.momentum.damped-step": "这一步又多乘了一次 1 - beta，而这个占比已经在速度里了。",
    "optimization.momentum.step-divided": "这一步除以了 1 - beta，应该直接用速度。",
    "optimization.momentum.beta-in-the-step": "这一步乘上了 beta，而 beta 只属于速度。",
    "optimization.momentum.parameters-not-moved": "参数原样返回了，少了更新的那一步。",
    "optimization.momentum.the-change-alone": "该是新参数的地方，只有变化量。要把它加到旧参数上。",
    "optimization.momentum.velocity-not-kept": "速度原样返回了，而下一步需要新的速度。",
    "optimization.momentum.gradients-for-velocity": (
        "该返回速度的地方，返回了梯度，而下一步需要速度。"
    ),
    "optimization.momentum.scaled-velocity-kept": (
        "返回的速度乘上了学习率，只有更新参数的那一步才该乘。"
    ),
    "optimization.momentum.biases-step-like-weights": (
        "偏置是照权重的速度走的，而它们有自己的速度，键是 db1、db2 等。"
    ),
    "optimization.momentum.velocity-of-weights-for-biases": (
        "偏置得到的是权重的速度。要用偏置自己的梯度和自己的旧速度来算。"
    ),
    "optimization.momentum.old-velocity-of-weights": (
        "偏置的速度是从权重的速度算起的，要用偏置自己的。"
    ),
    "optimization.momentum.outputs-swapped": "先返回的是速度，应该先返回参数。",
    "optimization.momentum.last-layer-not-moved": (
        "速度是对的，但最后一层的参数还是原来的。看看更新参数的循环到哪里结束。"
    ),
    "optimization.momentum.nothing-returned": "这一步走了，却什么都没有返回。",
    "optimization.momentum.weights-only": "偏置还是原样，可是它们也有梯度。",
    "optimization.momentum.biases-only": "权重还是原样，可是它们也有梯度。",
    "optimization.momentum.last-layer-missed": "最后一层还是原样。看看遍历各层的循环到哪里结束。",
    "optimization.momentum.first-layer-missed": "第一层还是原样。看看遍历各层的循环从哪里开始。",
    "optimization.momentum.first-layer-only": "只更新了第一层。函数是不是在循环里面就返回了？",
    "optimization.momentum.last-layer-only": "只更新了最后一层，而每一层都要更新。",
    "optimization.momentum.last-bias-missed": "最后一层的偏置还是原样，可是它也有梯度。",
    "optimization.momentum.step": "速度每一步都是对的。看看参数是怎样随着它移动的。",
    "optimization.momentum.velocity-kept": "参数是对的，返回的速度却不对，而下一步要接着它走。",
    "optimization.momentum.biases": "权重每一步都是对的。看看偏置是怎样处理的。",
    "optimization.momentum.velocity": (
        "返回的速度不对。看看旧速度和梯度是怎样混合的，新速度又有没有返回。"
    ),
    # adam_state
    "optimization.adam_state.in-one-dict": (
        "两份记忆放在了同一个字典里。要建两个字典，它们的键相同。"
    ),
    "optimization.adam_state.joined-by-name": (
        "两份记忆放在了同一个字典里，键是 v 和 s。要把这两个本身依次返回。"
    ),
    "optimization.adam_state.four-dicts": (
        "这里有四个字典。只要返回两个，每个都包含权重的数组和偏置的数组。"
    ),
    "optimization.adam_state.parameters-first": "先返回的是参数，而这里只要返回 v 和 s。",
    "optimization.adam_state.nothing-returned": "两个字典建好了，却没有返回。",
    "optimization.adam_state.ones": "数组里全是 1，可是现在还什么都没有动过。要从零开始。",
    "optimization.adam_state.tiny": (
        "数组从一个很小的数开始，可是现在还什么都没有动过。要正好从零开始。"
    ),
    "optimization.adam_state.small-random": (
        "这些数是随机的。这是一份还空着的记忆，所以要从零开始。"
    ),
    "optimization.adam_state.copied": (
        "数组里放的是参数的数值，而这里只需要它们的形状。要从零开始。"
    ),
    "optimization.adam_state.keys-of-parameters": (
        "键用的是参数的键。应该用梯度的键，即 dW1、db1 等。"
    ),
    "optimization.adam_state.keys-with-v": "键以 v 开头了，应该用梯度的键，即 dW1、db1 等。",
    "optimization.adam_state.keys-with-vd": (
        "键的前面多了一个 v，应该就用梯度的键，即 dW1、db1 等。"
    ),
    "optimization.adam_state.lower-case-keys": "权重的键写成了小写，应该是 dW1、dW2 等。",
    "optimization.adam_state.counted-from-zero": "层号是从 0 数起的，最前面的键应该是 dW1 和 db1。",
    "optimization.adam_state.counted-from-two": "层号是从 2 数起的，最前面的键应该是 dW1 和 db1。",
    "optimization.adam_state.keys-without-layer": (
        "键里没有编号，而每一层都有自己的键：dW1、db1、dW2 等。"
    ),
    "optimization.adam_state.last-layer-missing": "缺少最后一层。看看遍历各层的循环到哪里结束。",
    "optimization.adam_state.first-layer-only": "只有第一层。函数是不是在循环里面就返回了？",
    "optimization.adam_state.last-layer-only": "只有最后一层。是不是每一轮循环都新建了一个字典？",
    "optimization.adam_state.biases-missing": "没有为偏置准备数组，可是偏置也有梯度。",
    "optimization.adam_state.weights-missing": "没有为权重准备数组，可是权重也有梯度。",
    "optimization.adam_state.transposed": (
        "数组看起来转置了。每个数组的形状都应该和对应的参数一样。"
    ),
    "optimization.adam_state.biases-flat": "偏置的数组是一维的，它们的形状应该和偏置一样。",
    "optimization.adam_state.biases-as-rows": "偏置的数组成了行，它们的形状应该和偏置一样。",
    "optimization.adam_state.biases-like-weights": "偏置的数组用了权重的形状，应该用偏置的形状。",
    "optimization.adam_state.weights-like-biases": "权重的数组用了偏置的形状，应该用权重的形状。",
    "optimization.adam_state.all-like-the-first": (
        "所有数组都是第一层的形状。键里的编号有没有跟着层变？"
    ),
    "optimization.adam_state.numbers": "每个数组只对应一个数，应该是它的每个元素各对应一个数。",
    "optimization.adam_state.shapes": "这些是形状，题目要的是具有这些形状的数组。",
    "optimization.adam_state.ones-in-s": (
        "仅在 s 中：数组里全是 1，可是现在还什么都没有动过。要从零开始。"
    ),
    "optimization.adam_state.tiny-in-s": (
        "仅在 s 中：数组从一个很小的数开始，可是现在还什么都没有动过。要正好从零开始。"
    ),
    "optimization.adam_state.copied-in-s": (
        "仅在 s 中：数组里放的是参数的数值，而这里只需要它们的形状。要从零开始。"
    ),
    "optimization.adam_state.keys-of-parameters-in-s": (
        "仅在 s 中：键用的是参数的键。应该用梯度的键，即 dW1、db1 等。"
    ),
    "optimization.adam_state.biases-missing-in-s": (
        "仅在 s 中：没有为偏置准备数组，可是偏置也有梯度。"
    ),
    "optimization.adam_state.transposed-in-s": (
        "仅在 s 中：数组看起来转置了。每个数组的形状都应该和对应的参数一样。"
    ),
    # adam
    "optimization.adam.uncorrected": (
        "漏掉偏差修正，得到的就是这个结果：v 和 s 从零开始，所以起初太小。"
    ),
    "optimization.adam.t-one-too-large": "修正里用的是 t + 1，而不是 t：第一步里 t 是 1。",
    "optimization.adam.v-uncorrected": "v 没有修正：它从零开始，所以起初太小。",
    "optimization.adam.s-uncorrected": "s 没有修正：它从零开始，所以起初太小。",
    "optimization.adam.t-ignored": "每一步的修正都一样，而它应该随着 t 的增大逐渐消失。",
    "optimization.adam.t-one-too-small": "修正里用的是 t - 1，而不是 t：第一步里 t 就已经是 1 了。",
    "optimization.adam.layer-for-t": "修正里用的是层的编号，而 t 数的是步数，对所有层都一样。",
    "optimization.adam.t-goes-on": (
        "t 在循环里一直往上加，结果各个数组修正时用的 t 不一样。t 是步数，对所有数组都相同。"
    ),
    "optimization.adam.square-for-power": "修正里对两个 beta 取了平方，应该取 t 次方。",
    "optimization.adam.times-for-power": "修正里把两个 beta 乘以了 t，应该取 t 次方。",
    "optimization.adam.power-of-the-whole": "整个 1 - beta 取了 t 次方，应该只对 beta 本身取。",
    "optimization.adam.one-minus-left-out": (
        "v 和 s 除以的是幂本身：幂会越来越接近零，而修正应该逐渐消失。"
    ),
    "optimization.adam.plus-in-the-correction": (
        "修正让 v 和 s 变得更小了。它们起初就太小，所以修正应该反过来。"
    ),
    "optimization.adam.multiplied-correction": (
        "v 和 s 该做除法的地方做了乘法，而它们起初是太小的。"
    ),
    "optimization.adam.correction-without-brackets": "修正里少了一个括号：要除以整个差。",
    "optimization.adam.corrections-swapped": "两个平均值都用了对方的 beta 来修正，应该各用自己的。",
    "optimization.adam.beta1-in-both-corrections": "s 是用 beta1 修正的，而它有自己的 beta2。",
    "optimization.adam.beta2-in-both-corrections": "v 是用 beta2 修正的，而它有自己的 beta1。",
    "optimization.adam.old-moments-corrected": "修正是从旧的 v 和 s 算起的，要先更新它们。",
    "optimization.adam.correction-kept": (
        "返回的 v 和 s 已经修正过了，而下一步要接着修正之前的 v 和 s 走。"
    ),
    "optimization.adam.s-from-v": "s 是由 v 的平方算出来的，它应该是梯度平方的平均值。",
    "optimization.adam.gradient-not-squared": "s 里的梯度没有平方，而 s 是平方的平均值。",
    "optimization.adam.gradient-doubled": "s 里的梯度乘了 2，应该取平方才对。",
    "optimization.adam.absolute-gradient": "s 是由梯度的绝对值算出来的，它应该是平方的平均值。",
    "optimization.adam.share-squared": "梯度的占比也跟着平方了，应该只对梯度取平方。",
    "optimization.adam.mean-of-squares": "整个数组的 s 只是一个数，而每个元素都有自己的 s。",
    "optimization.adam.gradient-squared-in-v": "v 是由平方后的梯度算出来的，而平方属于 s。",
    "optimization.adam.s-not-decayed": "s 只增不减，它的旧值需要一个小于 1 的占比。",
    "optimization.adam.v-not-decayed": "旧的 v 是整个加进来的，它需要一个小于 1 的占比。",
    "optimization.adam.gradient-in-full": (
        "v 和 s 里的梯度是整个加进来的，而两个占比加起来应该是 1。"
    ),
    "optimization.adam.old-averages-added": "旧的 v 和 s 算多了。是不是 += 又把它们加了一次？",
    "optimization.adam.gradient-in-full-in-v": (
        "v 里的梯度是整个加进来的，而两个占比加起来应该是 1。"
    ),
    "optimization.adam.gradient-in-full-in-s": (
        "s 里的梯度平方是整个加进来的，而两个占比加起来应该是 1。"
    ),
    "optimization.adam.no-memory": "没有用到旧的 v 和 s。它们就是记忆，也各有一份占比。",
    "optimization.adam.no-memory-in-v": "没有用到旧的 v，而它也有一份占比。",
    "optimization.adam.no-memory-in-s": "没有用到旧的 s，而它也有一份占比。",
    "optimization.adam.shares-swapped": (
        "v 和 s 里的占比弄反了：beta 接近 1 时，它们在一步之内应该几乎不变。"
    ),
    "optimization.adam.betas-swapped": "两个 beta 弄反了：beta1 属于 v，beta2 属于 s。",
    "optimization.adam.beta1-everywhere": "v 和 s 都用了 beta1，而 s 有自己的 beta2。",
    "optimization.adam.beta2-everywhere": "v 和 s 都用了 beta2，而 v 有自己的 beta1。",
    "optimization.adam.beta1-in-both-moments": "s 是用 beta1 混合的，而它有自己的 beta2。",
    "optimization.adam.beta2-in-both-moments": "v 是用 beta2 混合的，而它有自己的 beta1。",
    "optimization.adam.fixed-betas": "两个 beta 总是 0.9 和 0.999，要用传给函数的那两个。",
    "optimization.adam.fixed-epsilon": "epsilon 总是 1e-8，要用传给函数的那一个。",
    "optimization.adam.all-settings-fixed": (
        "两个 beta 和 epsilon 总是取常用的值，要用传给函数的那些。"
    ),
    "optimization.adam.fixed-learning-rate": "学习率总是一样的，要用传给函数的那一个。",
    "optimization.adam.no-learning-rate": "学习率没有起作用，它应该用来缩放这一步。",
    "optimization.adam.uphill": "这一步走的是上坡：v 和梯度一样指向上坡，所以要减去这一步。",
    "optimization.adam.rate-fades": "学习率随着 t 变小，而在这里每一步都应该一样。",
    "optimization.adam.rate-twice": "学习率用了两次，用一次就够了。",
    "optimization.adam.no-epsilon": "没有 epsilon：梯度一直是零的地方，就会出现零除以零。",
    "optimization.adam.epsilon-outside": "epsilon 加在了分式外面，它应该在分母里。注意括号。",
    "optimization.adam.epsilon-subtracted": "epsilon 被减掉了，而它应该让分母远离零。",
    "optimization.adam.epsilon-for-root": "少了平方根：epsilon 是加到平方根上的，不能代替它。",
    "optimization.adam.no-second-moment": "这一步没有用到 s：没有它，就只是带修正的动量法。",
    "optimization.adam.second-moment-squared": "s 被平方了，应该取它的平方根。",
    "optimization.adam.root-of-the-quotient": "根号盖住了整个商，它只属于 s。",
    "optimization.adam.multiplied": "这一步乘以了平方根，应该除以它，好让陡的方向步子更短。",
    "optimization.adam.moments-swapped-in-the-step": (
        "这一步里 v 和 s 弄反了：v 在分数线上面，s 在下面。"
    ),
    "optimization.adam.gradient-in-the-step": "这一步用的是梯度，应该换成 v。",
    "optimization.adam.plain-descent": "这是普通梯度下降的一步，梯度应该换成 v 和 s。",
    "optimization.adam.old-moments": "这一步用的是旧的 v 和 s。要先更新它们，再走这一步。",
    "optimization.adam.old-v": "这一步用的是旧的 v。要先更新它，再走这一步。",
    "optimization.adam.old-s": "这一步用的是旧的 s。要先更新它，再走这一步。",
    "optimization.adam.mean-root": "一个数组的所有元素都除以了同一个数，而每个元素都有自己的 s。",
    "optimization.adam.the-change-alone": "该是新参数的地方，只有变化量。要把它加到旧参数上。",
    "optimization.adam.parameters-not-moved": "参数原样返回了，少了更新的那一步。",
    "optimization.adam.moments-not-kept": "v 和 s 原样返回了，而下一步需要新的 v 和 s。",
    "optimization.adam.v-not-kept": "v 原样返回了，而下一步需要新的 v。",
    "optimization.adam.s-not-kept": "s 原样返回了，而下一步需要新的 s。",
    "optimization.adam.one-memory": (
        "返回的 v 和 s 相等。它们是不是同一个字典，或者是有两个名字的同一个数组？"
    ),
    "optimization.adam.biases-step-like-weights": (
        "偏置是照权重的 v 和 s 走的，而它们有自己的 v 和 s，键是 db1、db2 等。"
    ),
    "optimization.adam.old-v-of-weights": "偏置的 v 是由权重的旧 v 混合出来的，要用偏置自己的。",
    "optimization.adam.old-s-of-weights": "偏置的 s 是由权重的旧 s 混合出来的，要用偏置自己的。",
    "optimization.adam.gradients-of-weights": (
        "偏置用了权重的梯度，而它们有自己的梯度，键是 db1、db2 等。"
    ),
    "optimization.adam.v-and-s-swapped": "s 返回在了 v 的前面，把两者对调一下。",
    "optimization.adam.last-layer-not-moved": (
        "v 和 s 是对的，但最后一层的参数还是原来的。看看更新参数的循环到哪里结束。"
    ),
    "optimization.adam.parameters-last": "参数最后才返回，应该先返回参数，再返回 v 和 s。",
    "optimization.adam.nothing-returned": "这一步走了，却什么都没有返回。",
    "optimization.adam.weights-only": "偏置还是原样，可是它们也有梯度。",
    "optimization.adam.biases-only": "权重还是原样，可是它们也有梯度。",
    "optimization.adam.last-layer-missed": "最后一层还是原样。看看遍历各层的循环到哪里结束。",
    "optimization.adam.first-layer-missed": "第一层还是原样。看看遍历各层的循环从哪里开始。",
    "optimization.adam.first-layer-only": "只更新了第一层。函数是不是在循环里面就返回了？",
    "optimization.adam.last-layer-only": "只更新了最后一层，而每一层都要更新。",
    "optimization.adam.last-bias-missed": "最后一层的偏置还是原样，可是它也有梯度。",
    "optimization.adam.epsilon-inside": (
        "算对：这里 epsilon 在根号里面。论文里它是在开方之后加的（Kingma 和 Ba，2015，算法 1）。"
    ),
    "optimization.adam.epsilon-before-correction": (
        "算对：这里 epsilon 是在修正之前加的，所以它也被修正了。"
        "论文里它是在修正之后加的（Kingma 和 Ba，2015，算法 1）。"
    ),
    "optimization.adam.epsilon-inside-before-correction": (
        "算对：这里 epsilon 在根号里面，而且是在修正之前加的。"
        "论文里它是在这两步之后加的（Kingma 和 Ba，2015，算法 1）。"
    ),
    "optimization.adam.step": "v 和 s 每一步都是对的。看看它们的修正，或者更新参数的那一步本身。",
    "optimization.adam.made-v": "s 每一步都是对的。看看 v 是怎样算的。",
    "optimization.adam.made-s": "v 每一步都是对的。看看 s 是怎样算的。",
    "optimization.adam.kept": "参数是对的，返回的 v 和 s 却不对，而下一步要接着它们走。",
    "optimization.adam.made-both": (
        "返回的 v 和 s 都不对。它们是不是由旧的 v 和 s 以及梯度算出来的？"
        "每个数组都算了吗？新的返回了吗？"
    ),
    # boundary
    "optimization.boundary.probabilities": "这些是概率，题目要的是标签，0 或 1。",
    "optimization.boundary.logits": "这些是最后一层求出的和，题目要的是标签，0 或 1。",
    "optimization.boundary.logits-against-half": (
        "最后一层的和没有经过 sigmoid 就和 0.5 比较了，而概率 0.5 对应的和是 0。"
    ),
    "optimization.boundary.cut-off": "把概率变成整数时，小数部分被截掉了：小于 1 的全都成了 0。",
    "optimization.boundary.any-probability": (
        "几乎所有点都归到了类别 1。是不是拿输出和 0 比较了，或者又做了一次 sigmoid？"
        "它已经是概率了：它总是大于 0，再做一次 sigmoid 就总是大于 0.5。"
    ),
    "optimization.boundary.all-zero": (
        "所有点都归到了类别 0。是不是选了最大的那个输出？只有一个输出时，最大的总是第一个。"
    ),
    "optimization.boundary.argmax": "输出只有一个，所以最大的总是第一个。应该改为和 0.5 比较。",
    "optimization.boundary.inverted": "两个类别弄反了：输出是类别 1 的概率。",
    "optimization.boundary.signs": "标签是 -1 和 1，应该是 0 和 1。",
    "optimization.boundary.one-and-two": "标签是 1 和 2，应该是 0 和 1。",
    "optimization.boundary.sigmoid-everywhere": "隐藏层用了 sigmoid，而这个网络是用 ReLU 训练的。",
    "optimization.boundary.tanh-inside": "隐藏层用了 tanh，而这个网络是用 ReLU 训练的。",
    "optimization.boundary.no-activation": (
        "隐藏层没有激活函数，整个网络就成了线性的，而它是用 ReLU 训练的。"
    ),
    "optimization.boundary.leaky": "隐藏层让负值漏过去了一点，而这个网络是用 ReLU 训练的。",
    "optimization.boundary.absolute-value": "隐藏层取了绝对值，而 ReLU 是把负值置零。",
    "optimization.boundary.no-biases": "漏掉了偏置，而每一层都要加上自己的偏置。",
    "optimization.boundary.no-last-bias": "漏掉了最后一层的偏置，而每一层都要加上自己的偏置。",
    "optimization.boundary.only-last-bias": "漏掉了隐藏层的偏置，而每一层都要加上自己的偏置。",
    "optimization.boundary.threshold-at-mean": (
        "输出是和它们自己的平均值比较的，而不管是什么样的点，阈值都是 0.5。"
    ),
    "optimization.boundary.last-point-missed": (
        "最后一个点得到的总是 0。看看遍历各点的循环到哪里结束。"
    ),
    "optimization.boundary.flat": "标签成了一维向量，它们应该是一行，每个样本占一列。",
    "optimization.boundary.a-column": "标签成了一列。这里每个样本是一列，所以标签应该排成一行。",
    "optimization.boundary.nothing-returned": "标签算出来了，却没有返回。",
    "optimization.boundary.one-for-all": "所有样本共用一个标签，而每个样本都需要自己的标签。",
    "optimization.boundary.half-included": (
        "算对：输出恰好等于 0.5 时，这里给出的是 1。题目要的是 0，因为 0.5 并不大于 0.5。"
    ),
}
