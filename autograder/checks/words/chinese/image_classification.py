"""The sentences of the lab Image classification in Simplified Chinese."""

from __future__ import annotations

from collections.abc import Iterator

_TWO, _ONE, _NO = "distances_two_loops", "distances_one_loop", "distances_no_loops"
_SVM = ("svm_loss_naive", "svm_loss_vectorized")
_SOFTMAX = ("softmax_loss_naive", "softmax_loss_vectorized")
_LINEAR = (*_SVM, *_SOFTMAX)
_NAIVE = (_SVM[0], _SOFTMAX[0])
_NETWORK = "three_layer"

_BY_CHECKPOINT: list[tuple[tuple[str, ...], dict[str, str]]] = [
    (
        (_TWO, _ONE, _NO),
        {
            "squared": "这是距离的平方，少了开方。",
            "mean": "平方在像素上取了平均，而公式里是求和。",
            "divided": "距离除以了像素的个数，公式里没有这一步。",
            "turned": "行和列弄反了：每一行对应一张测试图片。",
            "nothing-returned": "距离算出来了，却没有返回。",
            "as-many-samples": (
                "只有测试图片和训练图片一样多时才对：每一行对应一张测试图片，"
                "每一列对应一张训练图片。"
            ),
            "same-pictures": "两张图片一样时不对：它们的距离正好是 0。",
            "absolute": "差没有平方就相加了，那是另一种距离（L1）。",
            "largest": "这是单个像素上最大的差，而每个像素都要算。",
            "root-twice": "开了两次平方根，开一次就够了。",
            "halved": "有地方除以了 2，公式里没有这个系数。",
        },
    ),
    (
        (_TWO, _ONE),
        {
            "mean-of-squares": "这是差的平方的平均，应该先把平方加起来，再对和开方。",
            "not-squared": "差没有平方就相加了，要先把每个差平方。",
            "added": "两张图片的像素相加了，而距离是由它们的差得来的。",
            "pixel-missing": "每张图片漏掉了一个像素，所有像素都要算。",
            "first-missing": "漏掉了第一张测试图片。看看循环从哪里开始。",
            "one-test-picture": "所有的行都是同一张测试图片的。看看循环取的是哪一列。",
            "whole-numbers": "距离被截成了整数，要用浮点数的数组来存放。",
            "doubled": "差乘以了 2，应该平方才对。",
            "sum-first": "差先加起来再平方了，要先把每个差平方。",
            "bytes": "像素又变回了字节，而对字节来说 3 - 5 等于 254。要用浮点数相减。",
            "products": "这是两张图片的乘积，而距离是由它们的差得来的。",
            "first-only": "只比较了第一张测试图片。函数是不是在循环里面就返回了？",
            "last-missing": "漏掉了最后一张测试图片。看看循环到哪里结束。",
        },
    ),
    (
        (_TWO,),
        {
            "one-pair-only": "只比较了第一对图片。函数是不是在循环里面就返回了？",
            "one-training-picture": (
                "同一行里所有的列都是同一张训练图片的。看看内层循环取的是哪一列。"
            ),
            "not-reset": "每个距离里都累加了前面的距离：每一对图片的和都要从 0 开始。",
            "first-training-missing": "漏掉了第一张训练图片。看看内层循环从哪里开始。",
            "from-one": "两个循环都从 1 开始，两边都漏掉了第一张图片：Python 是从 0 数起的。",
            "last-training-missing": "漏掉了最后一张训练图片。看看内层循环到哪里结束。",
        },
    ),
    ((_ONE,), {"all-summed": "求和时把所有训练图片也加在了一起，应该只对像素求和。"}),
    (
        (_NO,),
        {
            "cross-once": "乘积只减了一次，而差的平方里有两份。",
            "cross-added": "乘积是加上去的，而在差的平方里，它是要减去的。",
            "no-cross": "少了两张图片的乘积。把差的平方展开看看。",
            "no-training-sums": "少了训练图片的平方和。",
            "no-test-sums": "少了测试图片的平方和。",
            "products-alone": "这里只有乘积，两个平方和都不见了。",
            "all-summed": "所有图片的平方都加到了一个和里，每张图片应该有自己的和。",
            "not-squared": "像素没有平方就相加了，要先把每个像素平方。",
            "one-training-sum": "所有训练图片的平方都加到了一个和里，每张图片应该有自己的和。",
            "one-test-sum": "所有测试图片的平方都加到了一个和里，每张图片应该有自己的和。",
            "sums-squared": "像素先加起来再平方了，要先把每个像素平方。",
            "sums-too-small": (
                "减去的比两个和加起来还多：那两个和是不是都把一张图片所有像素的平方加了起来？"
            ),
            "not-clipped": (
                "两张图片一样时，舍入会让和比 0 小一点点，开方就成了 nan：不要让它小于 0。"
            ),
            "roots-first": "三部分是各自开方的，应该先把它们合在一起再开方。",
        },
    ),
    (
        ("predict_labels",),
        {
            "nearest-only": "最近的一个近邻就决定了一切，应该让最近的 k 个来投票。",
            "farthest": "投票的是最远的那些图片，而最近的图片距离最小。",
            "ranks": "这是训练图片的名次，不是最近那些图片的位置：排一次序，不要排两次。",
            "sorted-distances": "距离排了序，标签却没有跟着排：要找的是最小的距离在哪些位置。",
            "ties-to-the-nearest": "票数相同时，选了最近的那个标签，应该选最小的标签。",
            "ties-to-the-largest": "票数相同时，选了最大的标签，应该选最小的标签。",
            "ties-by-a-set": "票数相同时，选了集合最先列出的标签，应该选最小的标签。",
            "k-fixed": "投票的近邻总是一样多，应该是 k 个。",
            "place-for-label": "这是标签在得票标签中的位置，应该返回标签本身。",
            "k-plus-one": "投票的近邻多了一个。看看切片到哪里结束。",
            "k-minus-one": "投票的近邻少了一个：切片本来就会在结束位置之前停下。",
            "first-skipped": "跳过了最近的近邻，可是测试图片并不在训练图片里，没有什么要跳过的。",
            "everybody-votes": "所有训练图片都投了票，应该只让最近的 k 个投票。",
            "first-labels": "这是训练集里最前面的 k 个标签。哪些图片才是最近的？",
            "places": "这是近邻在训练集里的位置，要用位置去查它们的标签。",
            "places-counted": "数的是近邻的位置，应该数它们的标签。",
            "number-of-votes": "这是票数，应该返回得票最多的那个标签。",
            "rarest": "选了票数最少的标签，应该选最多的。",
            "mean": "近邻的标签取了平均，而标签只是名字，不是数量，所以要让它们投票。",
            "median": "取了位于中间的标签，而标签只是名字，不是数量，所以要让它们投票。",
            "smallest": ("选了近邻中最小的标签，应该选出现次数最多的，只有票数相同时才选最小的。"),
            "largest": "选了近邻中最大的标签，应该选出现次数最多的。",
            "weighted": "越近的近邻票越多，而这 k 个近邻每个只有一票。",
            "one-election": "所有测试图片得到了同一个标签，而每张图片都有自己的近邻。",
            "columns": "每张训练图片得到了一个标签，应该是每张测试图片一个，也就是每行一个。",
            "neighbours": "返回了 k 个近邻的标签。让它们投票，每张测试图片只返回一个标签。",
            "places-of-neighbours": "返回了 k 个近邻的位置。要查出它们的标签，再让它们投票。",
            "first-only": "只有第一张测试图片得到了标签。函数是不是在循环里面就返回了？",
            "a-column": "标签成了一列，它们应该和 y_train 一样只有一个轴。",
            "nothing-returned": "标签找到了，却没有返回。",
            "ties": "几个标签票数相同时不对：应该选其中最小的标签。",
        },
    ),
    (
        (*_LINEAR, _NETWORK),
        {
            "sum-of-losses": "各样本的损失加在了一起，应该取平均，梯度也一样。",
            "loss-not-averaged": "损失是对样本求的和，应该取平均。（梯度已经取过平均了。）",
            "penalty-averaged": "惩罚项也除以了样本数，应该在取平均之后再加上它。",
            "loss-penalty-averaged": "损失里的惩罚项也除以了样本数，应该在取平均之后再加上它。",
            "gradient-penalty-averaged": (
                "梯度里惩罚项的斜率也除以了样本数，应该在取平均之后再加上它。"
            ),
            "half-penalty": (
                "损失和梯度里的惩罚项都只有应有的一半：这个实验里没有二分之一这个系数。"
            ),
            "loss-half-penalty": (
                "损失里的惩罚项只有应有的一半：这个实验里没有二分之一这个系数。"
                "（梯度对应的是整个惩罚项。）"
            ),
            "gradient-half-penalty": "惩罚项的斜率只有应有的一半。平方的导数是什么？",
            "penalty-twice": "损失和梯度里的惩罚项都算了两次。",
            "loss-penalty-twice": "损失里的惩罚项算了两次。（梯度里只有一次。）",
            "gradient-penalty-twice": "惩罚项的斜率是应有的两倍。（损失里的惩罚项只算了一次。）",
            "no-penalty": "损失和梯度里都少了惩罚项。",
            "no-penalty-in-the-loss": "损失里少了惩罚项。（梯度里有它的斜率。）",
            "swapped": "先返回了梯度，应该先返回损失，再返回梯度。",
            "loss-alone": "只返回了损失，梯度也要返回。",
            "nothing-returned": "损失和梯度算出来了，却没有返回。",
        },
    ),
    (
        _LINEAR,
        {
            "averaged-twice": "梯度里，来自样本的部分除以了两次样本数，一次就够了。",
            "gradient-not-averaged": "梯度是对样本求的和，应该和损失一样取平均。",
            "no-penalty-in-the-gradient": "梯度里少了惩罚项的斜率。（损失里有惩罚项。）",
            "penalty-not-squared": "惩罚项加的是权重本身，应该加它们的平方。",
            "absolute-penalty": "惩罚项加的是绝对值，应该加平方。",
            "root-of-the-penalty": "惩罚项是平方和的平方根，应该就用平方和本身。",
            "squared-late": "惩罚项里的权重先加起来再平方了，要先把每个权重平方。",
            "last-column-free": "W 的最后一列没有算进惩罚项，而这里整个 W 都要算，包括偏置那列。",
            "penalty-for-each-sample": "每个样本都加了一次惩罚项，应该先对样本取平均，再只加一次。",
            "loss-penalty-for-each-sample": (
                "损失里，每个样本都加了一次惩罚项，只应该加一次。（梯度里它的斜率只算了一次。）"
            ),
            "divided-by-pixels": "除的是像素的个数，不是样本数：X 的一列才是一个样本。",
            "classes-for-samples": "除的是类别数，不是样本数：应该对样本取平均。",
            "mean-of-the-squares": "惩罚项是平方的平均，应该是它们的和。",
            "reg-fixed": "lambda 总是一样的，要用传给函数的 reg。",
            "penalty-taken-away": "惩罚项被减掉了，而权重大是要付出代价的。",
            "slope-of-the-penalty-taken-away": (
                "梯度里减去了惩罚项的斜率，应该加上它，就像损失里加上惩罚项一样。"
            ),
            "gradient-downhill": "梯度的符号反了：它应该指向损失增大的方向。",
            "gradient-only-penalty": "梯度里只有惩罚项的斜率，少了来自样本的部分。",
            "penalty-averaged-and-halved": (
                "惩罚项除以了两倍的样本数，而在这个实验里，它不除以任何数。"
            ),
            "turned": "返回的梯度转置了，它的形状应该和 W 一样。",
            "gradient-alone": "只返回了梯度，前面还应该有损失。",
            "gradient": "损失是对的。看看梯度。",
            "loss": "梯度是对的。看看损失。",
        },
    ),
    (
        (_SOFTMAX[0],),
        {
            "last-sample-only": "只有最后一个样本算数：每个样本都应该加到前面的和上去。",
            "loss-of-the-last-sample": (
                "损失只是最后一个样本的：每个样本的损失都应该加到前面的和上去。"
            ),
            "gradient-of-the-last-sample": (
                "梯度只是最后一个样本的：每个样本的那一份都应该加到前面的和上去。"
            ),
        },
    ),
    (
        _NAIVE,
        {
            "first-sample-only": "只看了第一个样本。函数是不是在循环里面就返回了？",
            "last-sample-missing": "漏掉了最后一个样本。看看循环到哪里结束。",
        },
    ),
    (
        _SVM,
        {
            "no-maximum": "没有合页：小于 0 的要算作 0，损失和梯度里都是这样。",
            "right-class-counted": "正确的类别也算进去了，每个样本因此多了 1。应该只算其他类别。",
            "no-maximum-in-the-gradient": (
                "梯度里少了合页：只有靠得太近的类别才应该算在里面。（损失里有。）"
            ),
            "largest-only": "只算了靠得最近的那个类别，而损失要把所有类别的都加起来。",
            "beyond-the-margin": "只有大于 1 的间隔才算了进去，大于 0 的都应该算。",
            "no-margin": "少了间隔 1：正确类别的得分应该至少大 1。",
            "minus-margin": "间隔 1 是减去的，应该加上它，再和 0 比较。",
            "scores-swapped": "两个得分弄反了：别的得分大于正确类别的得分时，损失才应该增大。",
            "squared-hinge": "每一项都平方了，而这里是直接相加的。",
            "right-row-missing": "梯度里，正确类别的那一行什么也没有减。",
            "right-row-added": "梯度里，样本加到了正确类别的那一行，在那里应该减去它。",
            "right-row-once": (
                "梯度里，正确类别的那一行只减了一次样本，而有几个类别靠得太近，就应该减几次。"
            ),
            "other-rows-missing": "梯度里，靠得太近的那些类别，它们的行什么也没有加。",
            "times-margin": "梯度里，每个样本都乘了它超出的量，而合页在大于 0 处的斜率是 1。",
            "right-row-always-once": (
                "梯度里，正确类别的那一行总是把每个样本正好减一次，"
                "而有几个类别靠得太近，就应该减几次。"
            ),
            "samples-downhill": "梯度里，来自样本的部分符号反了。（惩罚项的斜率是对的。）",
            "largest-for-right": "每个得分是和最大的得分比较的，应该和正确类别的得分比较。",
        },
    ),
    (
        _SVM[:1],
        {
            "first-class-missing": "漏掉了第一个类别。看看遍历类别的循环从哪里开始。",
            "last-class-missing": "漏掉了最后一个类别。看看遍历类别的循环到哪里结束。",
        },
    ),
    (
        _SVM[1:],
        {
            "no-maximum-in-the-loss": "损失里没有合页：小于 0 的要算作 0。",
            "no-margin-in-the-gradient": (
                "梯度里少了间隔 1：凡是差距不到 1 的类别，都要算在里面。（损失里有。）"
            ),
            "right-class-counted-in-the-gradient": (
                "梯度里把正确的类别也算进去了，而只有其他类别才会靠得太近。（损失是对的。）"
            ),
            "whole-rows-zeroed": "整个类别的间隔都被置为 0 了：单独一个 y 选中的是整行。",
            "true-or-false": (
                "梯度里的矩阵存的是真和假，负数存进去就成了真："
                "先把整个矩阵转成数，再填正确类别的位置。"
            ),
            "repeated-rows": (
                "梯度里，几个样本的正确类别相同时，那一行只减去了最后一个样本："
                "`dW[y] -= ...` 就是这样。请像题目里说的那样用矩阵乘积。"
            ),
        },
    ),
    (
        (*_LINEAR, _NETWORK),
        {"divided-by-classes": "损失还除以了类别数，应该只对样本取平均。"},
    ),
    (
        (_SVM[1], _SOFTMAX[1], _NETWORK),
        {"a-loss-for-each-sample": "返回的是各个样本的损失，应该返回它们的平均。"},
    ),
    (
        (*_SOFTMAX, _NETWORK),
        {
            "scores-cut-off": (
                "得分被截断了，很大或很小的得分之间就没有了差别。应该改为减去每个样本最大的得分。"
            ),
            "right-score-not-shifted": ("只有指数里减去了最大的得分，正确类别的得分也要减去它。"),
            "truth-before-the-loss": (
                "取对数的是正确类别的概率与 1 的差，应该在减去那个 1 之前，对概率本身取对数。"
            ),
            "scores-not-shifted": "得分一大，数就不对了。要先减去每个样本最大的得分。",
            "other-score-subtracted": (
                "得分相差很大时，数就不对了。应该减去每个样本自己最大的得分，"
                "这样最大的指数正好是 0。"
            ),
            "log-of-the-probability": (
                "这里是对概率取的对数，而得分相差很远时，概率会变成 0。"
                "损失的第二种写法可以避免这一点。"
            ),
            "log-made-safe": (
                "对数里那个很小的数让损失大不到应有的程度。损失的第二种写法用不着这样的数。"
            ),
            "sign": "损失的符号反了：概率小于 1，所以它的对数是负的。",
            "one-maximum": (
                "如果一个样本的得分都比减去的数小得多，exp 的结果就全是 0。"
                "每个样本要减去它自己最大的得分。"
            ),
        },
    ),
    (
        (*_SOFTMAX[1:], _NETWORK),
        {
            "one-sum": "所有样本的指数都加到了一个和里，而每个样本有自己的概率。",
        },
    ),
    (
        _SOFTMAX,
        {
            "maximum-added": "最大的得分是加上去的，应该减去它，这样指数上就没有大于 0 的数了。",
            "no-logarithm": "少了对数：这里的损失是直接用概率算的。",
            "other-logarithm": "对数的底不对，要用自然对数，即 np.log。",
            "all-classes": "所有类别的损失都加起来了，而只应该算正确类别的概率。",
            "softmax-twice": "得分经过了两次 softmax，而一次之后就已经是概率了。",
            "largest-probability": "这是概率最大的那个类别的损失，应该用正确的类别。",
            "truth-missing": "梯度里少了正确类别的那个 1：应该是概率减真值。",
            "truth-minus-probability": "梯度里，样本的符号反了：应该是概率减真值。",
            "truth-added": "梯度里，正确类别的那个 1 是加上去的：应该是概率减真值。",
            "powers-in-the-gradient": "梯度里的指数没有除以它们的和，要用概率。",
            "truth-alone": "梯度里没有概率：应该是概率减真值。",
            "right-row-alone": "梯度里，样本只改动了正确类别的那一行，而每个类别都有自己的概率。",
            "slope-of-the-probability": (
                "梯度里，概率减真值又乘了 p(1 - p)，而 softmax 的斜率已经包含在里面了。"
            ),
            "accuracy": "梯度里只算了概率最大的类别，而每个类别都有自己的概率。",
        },
    ),
    (
        _SOFTMAX[1:],
        {
            "maximum-of-each-class": (
                "减去的是每个类别最大的得分，概率就变了。应该减去每个样本最大的得分。"
            ),
            "sum-over-the-samples": "指数是在样本之间相加的，应该是每个样本的概率加起来等于 1。",
            "truth-everywhere": (
                "梯度里，1 是从整行里减去的：只用 y 作下标，取出的是类别的整行，"
                "而每个样本要减的是它自己的那个元素。"
            ),
        },
    ),
    (
        (_NETWORK, "search"),
        {
            "no-activation": "隐藏层没有 ReLU，整个网络就成了线性的。",
            "no-second-activation": "第二个隐藏层没有 ReLU。",
            "no-first-activation": "第一个隐藏层没有 ReLU。",
        },
    ),
    (
        (_NETWORK,),
        {
            "sigmoid-inside": "隐藏层用了 sigmoid，应该用 ReLU。",
            "tanh-inside": "隐藏层用了 tanh，应该用 ReLU。",
            "leaky": "隐藏层让负值漏过去了一点，应该用普通的 ReLU。",
            "activation-on-the-scores": "得分也经过了 ReLU，而最后一层没有 ReLU。",
            "no-biases": "前向传播漏掉了偏置。",
            "no-first-bias": "前向传播漏掉了第一层的偏置。",
            "no-second-bias": "前向传播漏掉了第二层的偏置。",
            "no-last-bias": "前向传播漏掉了最后一层的偏置。",
            "gradients-not-averaged": "梯度是对样本求的和，应该和损失一样取平均。",
            "averaged-twice": "梯度除以了两次样本数，一次就够了。",
            "gradients-divided-by-classes": "梯度还除以了类别数，应该只对样本取平均。",
            "truth-missing": "反向传播时少了正确类别的那个 1：要从概率减真值开始。",
            "truth-added": "反向传播时，正确类别的那个 1 是加上去的：要从概率减真值开始。",
            "truth-minus-probability": "反向传播时，样本的符号反了：要从概率减真值开始。",
            "no-relu-on-the-way-back": (
                "反向传播时，ReLU 什么也没有拦住：应该只让原先大于 0 的通过。"
            ),
            "no-second-relu-on-the-way-back": "反向传播时漏掉了第二层的 ReLU。",
            "no-first-relu-on-the-way-back": "反向传播时漏掉了第一层的 ReLU。",
            "activation-for-its-derivative": "反向传播时乘的是激活值，而 ReLU 的斜率是 0 或 1。",
            "before-the-activation": (
                "反向传播时，dW 用的是 ReLU 之前的值：要用激活值，它才是下一层的输入。"
            ),
            "relu-of-the-gradient": "反向传播时截掉了负值，而要看的是激活值在哪里大于 0。",
            "relu-the-wrong-way": "反向传播时，ReLU 放过的正是前向传播时拦住的那些。",
            "averaged-in-each-layer": "两个隐藏层又各除以了一次样本数，在 dS 里除一次就够了。",
            "mean-for-the-biases": (
                "偏置的梯度是对样本取的平均，应该是求和，因为 dS 已经除以过 m 了。"
            ),
            "biases-over-the-units": (
                "偏置的梯度是对单元求的和，而每个单元有自己的梯度，是对样本求的和。"
            ),
            "biases-summed-up": ("偏置的梯度成了一个数，而每个单元有自己的梯度，是对样本求的和。"),
            "no-gradients-of-biases": "偏置的梯度是零，应该是对样本求的和。",
            "no-slope-in-the-first-layer": "dW1 里少了惩罚项的斜率。（损失里有它的惩罚项。）",
            "no-slope-in-the-second-layer": "dW2 里少了惩罚项的斜率。（损失里有它的惩罚项。）",
            "no-slope-in-the-last-layer": "dW3 里少了惩罚项的斜率。（损失里有它的惩罚项。）",
            "no-penalty-in-the-gradients": "梯度里少了惩罚项的斜率。（损失里有惩罚项。）",
            "biases-penalised": "偏置也算进了惩罚项，应该只算权重。",
            "biases-penalised-in-the-loss": "损失里，偏置也算进了惩罚项，应该只算权重。",
            "last-layer-penalised": "惩罚项只算了最后一层的权重，三层的都应该算。",
            "last-layer-not-penalised": "惩罚项没有算最后一层的权重，三层的都应该算。",
            "first-layer-not-penalised": "惩罚项没有算第一层的权重，三层的都应该算。",
            "keys-of-parameters": "返回的梯度用了 W1、b1 等键，应该用 dW1、db1 等。",
            "weights-only": "只返回了权重的梯度，而偏置也有梯度。",
            "last-layer-only": "只返回了最后一层的梯度，少了另外两层的。",
            "as-a-list": "梯度是作为列表返回的。把它们放进字典，键是 dW1、db1 等。",
            "turned": "返回的梯度转置了，每个梯度的形状都应该和它的参数一样。",
            "scores": "返回的是得分，应该返回损失和梯度。",
            "gradients-alone": "只返回了梯度，前面还应该有损失。",
            "gradients": "损失是对的，前向传播也就是对的。看看反向传播。",
            "loss": "所有梯度都是对的。看看损失是怎么合成的。",
        },
    ),
    (
        ("dropout",),
        {
            "not-divided": (
                "保留下来的没有放大：除以 keep_prob，各个和平均起来才能保持原来的大小。"
            ),
            "multiplied": "保留下来的乘以了 keep_prob，应该除以它才对。",
            "divided-by-the-rest": (
                "保留下来的除以了 1 - keep_prob，也就是丢掉的概率，应该除以 keep_prob。"
            ),
            "divided-by-the-share": (
                "保留下来的除以了碰巧保留的比例，应该除以 keep_prob，它不随每次抽取而变。"
            ),
            "divided-twice": "保留下来的除以了两次 keep_prob，一次就够了。",
            "other-way-round": "元素是以 keep_prob 的概率丢掉的，应该以这个概率保留。",
            "half": "不管 keep_prob 是多少，总是保留一半的元素。",
            "normal-draws": (
                "随机数来自正态分布，它们小于 keep_prob 的概率并不是 keep_prob。"
                "要在 0 到 1 之间均匀地抽取。"
            ),
            "share-to-drop": ("把 keep_prob 当成了丢掉一个元素的概率，而它是保留一个元素的概率。"),
            "neither-divided-nor-kept": (
                "元素是以 keep_prob 的概率丢掉的（应该以这个概率保留），而且保留下来的没有放大。"
            ),
            "divided-by-the-root": "保留下来的除以了 keep_prob 的平方根，应该除以 keep_prob 本身。",
            "draws-multiplied": "A 乘的是随机数本身，应该先把它们和 keep_prob 比较，得到掩码。",
            "by-the-entries": "元素是否保留取决于它的值，应该由随机数来决定。",
            "one-mask-not-divided": (
                "一个单元要么对所有样本都丢掉，要么都不丢（每个元素都要单独抽取一次），"
                "而且保留下来的没有放大。"
            ),
            "one-mask-for-all-samples": (
                "一个单元要么对所有样本都丢掉，要么都不丢。每个元素都要单独抽取一次。"
            ),
            "whole-samples": (
                "一个样本要么失去全部元素，要么一个也不失去。每个元素都要单独抽取一次。"
            ),
            "one-draw": "要么全部丢掉，要么全部保留。每个元素都要单独抽取一次。",
            "narrow-mask": "掩码只有一列，所有样本共用。每个元素都要单独抽取一次。",
            "narrow-row": "掩码只有一行，所有单元共用。每个元素都要单独抽取一次。",
            "mask-from-what-is-left": "掩码是从结果里看出来的，而原来就是 0 的元素并没有被丢掉。",
            "fixed-count": "每次丢掉的元素个数都一样：应该让每个元素各凭运气。",
            "always-alike": "掩码来自函数自己设了种子的随机数生成器，要用传给函数的 rng。",
            "nothing-dropped": "掩码抽好了，却什么也没有丢掉。要乘上掩码。",
            "all-kept": "全部都保留了。要把每个随机数和 keep_prob 比较。",
            "inverted-mask": "掩码在丢掉元素的地方为真，应该在保留的地方为真。",
            "scaled-mask": "掩码也除以了 keep_prob，而它在保留元素的地方应该是真（或者 1）。",
            "draws-for-the-mask": (
                "返回的不是掩码，而是随机数。掩码在保留元素的地方应该是真（或者 1）。"
            ),
            "another-mask": "返回的掩码不是用过的那一个，只抽一次就好。",
            "swapped": "先返回了掩码，应该先返回 A 剩下的部分，再返回掩码。",
            "one-array": "只返回了一个数组，应该返回 A 剩下的部分，然后是掩码。",
            "nothing-returned": "元素丢掉了，却什么都没有返回。",
            "removed": "丢掉的元素不见了，剩下的成了一维向量。应该把它们置为 0。",
            "noise": "A 的元素上加了别的东西，它们只应该丢掉，或者保留并放大。",
        },
    ),
    (
        ("search",),
        {
            "worst": "选了最差的网络，而最好的网络准确率最高。",
            "last-of-equals": "两个网络一样好时，选了最后一个，应该选第一个。",
            "smallest-loss": "选了损失最小的网络，应该由最高的准确率来决定。",
            "number": "各个准确率是对的。看看最好的那个是怎么找出来的。",
            "counted-from-one": "编号是从 1 数起的，而第一个网络的编号是 0。",
            "errors": "这是各个网络预测错误的比例，而准确率是预测正确的比例。",
            "counts": "这是图片的张数，而准确率是比例，所以要除以图片的总数。",
            "percent": "准确率写成了百分数，而比例在 0 和 1 之间。",
            "rounded": "准确率被四舍五入了，照原样返回就好。",
            "sigmoid-inside": "隐藏层用了 sigmoid，而这些网络是用 ReLU 训练的。",
            "tanh-inside": "隐藏层用了 tanh，而这些网络是用 ReLU 训练的。",
            "activation-on-the-scores": "得分也经过了 ReLU，许多得分因此相等，最后一层没有 ReLU。",
            "mean-of-the-classes": "这是各个类别准确率的平均，应该在所有图片中数出预测对了的图片。",
            "no-biases": "漏掉了偏置，而每一层都要加上自己的偏置。",
            "no-first-bias": "漏掉了第一层的偏置。",
            "no-last-bias": "漏掉了最后一层的偏置。",
            "lowest-score": "预测的是得分最低的类别，应该是得分最高的。",
            "one-network": (
                "所有网络得到的都是同一个网络的准确率。看看循环的每一轮填的是哪些位置。"
            ),
            "first-network-only": "只看了第一个网络。是不是在循环里就返回了？",
            "first-not-looked-at": "漏掉了第一个网络。看看循环从哪里开始。",
            "not-reset": "每个准确率里都累加了前面的：每个网络都要从 0 数起。",
            "whole-numbers": "准确率被截成了整数，要用浮点数的数组来存放。",
            "all-in-order": "返回了按准确率排好的所有编号，应该只返回最好的那一个。",
            "last-not-looked-at": "漏掉了最后一个网络。看看循环到哪里结束。",
            "network-returned": "返回的是网络本身，应该返回它在列表里的编号。",
            "accuracy-returned": (
                "编号的位置上返回了最高的准确率，应该返回最好的网络在列表里排在哪里。"
            ),
            "number-alone": "只返回了编号，各个准确率也要返回。",
            "accuracies-alone": "只返回了各个准确率，前面还应该有最好的网络的编号。",
            "swapped": "先返回了准确率，应该先返回编号，再返回准确率。",
            "best-accuracy-alone": "和编号一起返回的只有最高的准确率，应该返回所有网络的。",
            "nothing-returned": "网络选好了，却什么都没有返回。",
            "equals": "两个网络一样好时不对：应该选其中的第一个。",
        },
    ),
]


def _entries() -> Iterator[tuple[str, str]]:
    for checkpoints, sentences in _BY_CHECKPOINT:
        for checkpoint in checkpoints:
            for name, text in sentences.items():
                yield f"image_classification.{checkpoint}.{name}", text


ENTRIES: dict[str, str] = dict(_entries())
