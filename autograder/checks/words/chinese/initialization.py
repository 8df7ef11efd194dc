"""The sentences of the lab Initialization in Simplified Chinese."""

from __future__ import annotations

ENTRIES: dict[str, str] = {
    # zeros
    "initialization.zeros.small-random": "权重是很小的随机数，而这道题里它们应该正好是 0。",
    "initialization.zeros.ones": "权重全是 1，应该是 0 才对。",
    "initialization.zeros.a-small-constant": "权重是一个很小的常数，应该正好是 0 才对。",
    "initialization.zeros.biases-one": "偏置全是 1，应该是 0 才对。",
    "initialization.zeros.not-zero": (
        "偏置是 0，权重却不是。如果权重来自 np.empty，里面就是内存里原有的内容。"
    ),
    "initialization.zeros.biases-not-zero": "权重是 0，偏置却不是。",
    "initialization.zeros.transposed": (
        "权重看起来转置了：W[l] 的每一行对应第 l 层的一个单元，每一列对应这一层的一个输入。"
    ),
    "initialization.zeros.last-layer-missing": "最后一层没有参数。看看遍历各层的循环到哪里结束。",
    "initialization.zeros.counted-from-zero": (
        "层号是从 0 数起的：输入是第 0 层，没有参数，所以第一个键是 W1。"
    ),
    "initialization.zeros.first-layer-missing": "第一层没有参数。看看遍历各层的循环从哪里开始。",
    "initialization.zeros.only-one-layer": "只有第一层有参数。函数是不是在循环里面就返回了？",
    "initialization.zeros.nothing-in-the-dict": (
        "字典是空的。遍历各层的循环到底有没有执行？返回之前，有没有往字典里放东西？"
    ),
    "initialization.zeros.weights-overwritten": (
        "权重和偏置共用了一个键，结果偏置把权重覆盖了。给它们各用各的键。"
    ),
    "initialization.zeros.biases-missing": "有权重，却没有偏置：每一层还要有一个 b。",
    "initialization.zeros.biases-as-rows": (
        "偏置成了行：这里每个样本是一列，所以 b[l] 也是一列，每个单元对应一个元素。"
    ),
    "initialization.zeros.biases-flat": "偏置是一维向量。给它们加上第二个轴，让 b[l] 成为一列。",
    "initialization.zeros.biases-sized-by-inputs": (
        "偏置的元素个数等于这一层的输入个数，应该等于它的单元个数才对。"
    ),
    "initialization.zeros.lower-case-keys": "权重的键写成了小写：键应该是 W1、b1、W2、b2 等。",
    "initialization.zeros.as-a-list": "参数是作为列表返回的。把它们放进字典，键是 W1、b1 等。",
    "initialization.zeros.nothing-returned": "参数生成好了，却没有返回。",
    # random
    "initialization.random.no-scale": "权重完全没有缩放，而这道题是故意要让它们大得过头。",
    "initialization.random.hundredth": "权重很小，而这道题是故意要让它们大得过头。",
    "initialization.random.divided": "随机数除以了缩放系数，应该乘以它才对。",
    "initialization.random.scale-as-variance": "缩放系数被当成了方差，而这里它是标准差。",
    "initialization.random.scale-squared": (
        "权重的标准差是 100，不是 10。是缩放系数乘了两次，"
        "还是把它的平方给了 normal？normal 要的是标准差。"
    ),
    "initialization.random.he-instead": "输入越多，权重就越小：那是下一题的做法。",
    "initialization.random.he-times-scale": (
        "权重还除以了一个与该层输入有关的量，而这里每一层的缩放系数都一样。"
    ),
    "initialization.random.uniform": "随机数来自均匀分布，这里应该用正态分布。",
    "initialization.random.uniform-same-spread": (
        "随机数来自均匀分布：离散程度再合适，也不是正态分布。"
    ),
    "initialization.random.whole-numbers": "权重都是整数，而正态分布的随机数是带小数的。",
    "initialization.random.scale-grows": "缩放系数逐层变大，而每一层都应该是 10。",
    "initialization.random.last-layer-unscaled": "最后一层没有缩放，而每一层都应该缩放。",
    "initialization.random.first-layer-only": "只有第一层缩放了，而每一层都应该缩放。",
    "initialization.random.scale-added": "缩放系数是加到随机数上的，应该相乘才对。",
    "initialization.random.random-biases": "偏置也成了随机的，它们应该是 0。",
    "initialization.random.biases-ten": "偏置和缩放系数一样大，它们应该是 0。",
    "initialization.random.uniform-01": (
        "随机数都在 0 和 1 之间，没有一个是负的："
        "`random` 和 `rand` 抽取的是均匀分布，不是正态分布。"
    ),
    "initialization.random.centred-uniform": "随机数来自以 0 为中心的均匀分布，应该用正态分布。",
    "initialization.random.truncated": "超出两倍标准差的随机数不见了，而正态分布是没有截断的。",
    "initialization.random.constant": "同一层的权重全是同一个数。要为每个权重各抽一个随机数。",
    "initialization.random.sign-lost": "没有一个权重是负的，而正态分布的随机数大约有一半是负的。",
    "initialization.random.same-row": (
        "同一层所有单元的权重行都一样，而这正是我们要打破的对称性。每个权重都要单独抽取。"
    ),
    "initialization.random.same-column": "每个单元的所有权重都是同一个数。要为每个输入各抽一个。",
    "initialization.random.same-stream": (
        "每一层的数都一样。是不是只抽了一次，或者在循环里重新创建了随机数生成器？"
    ),
    "initialization.random.zeros": "权重是 0，应该是随机数才对。",
    "initialization.random.biases-hundredth": "偏置是 0.01，应该是 0 才对。",
    "initialization.random.biases-one": "偏置全是 1，应该是 0 才对。",
    "initialization.random.random-biases-unscaled": "偏置是随机数，应该是 0 才对。",
    "initialization.random.transposed": (
        "权重看起来转置了：W[l] 的每一行对应第 l 层的一个单元，每一列对应这一层的一个输入。"
    ),
    "initialization.random.last-layer-missing": "最后一层没有参数。看看遍历各层的循环到哪里结束。",
    "initialization.random.counted-from-zero": (
        "层号是从 0 数起的：输入是第 0 层，没有参数，所以第一个键是 W1。"
    ),
    "initialization.random.first-layer-missing": "第一层没有参数。看看遍历各层的循环从哪里开始。",
    "initialization.random.only-one-layer": "只有第一层有参数。函数是不是在循环里面就返回了？",
    "initialization.random.nothing-in-the-dict": (
        "字典是空的。遍历各层的循环到底有没有执行？返回之前，有没有往字典里放东西？"
    ),
    "initialization.random.weights-overwritten": (
        "权重和偏置共用了一个键，结果偏置把权重覆盖了。给它们各用各的键。"
    ),
    "initialization.random.biases-missing": "有权重，却没有偏置：每一层还要有一个 b。",
    "initialization.random.biases-as-rows": (
        "偏置成了行：这里每个样本是一列，所以 b[l] 也是一列，每个单元对应一个元素。"
    ),
    "initialization.random.biases-flat": "偏置是一维向量。给它们加上第二个轴，让 b[l] 成为一列。",
    "initialization.random.biases-sized-by-inputs": (
        "偏置的元素个数等于这一层的输入个数，应该等于它的单元个数才对。"
    ),
    "initialization.random.lower-case-keys": "权重的键写成了小写：键应该是 W1、b1、W2、b2 等。",
    "initialization.random.as-a-list": "参数是作为列表返回的。把它们放进字典，键是 W1、b1 等。",
    "initialization.random.nothing-returned": "参数生成好了，却没有返回。",
    # he
    "initialization.he.xavier": (
        "方差取 1 / n，得到的就是这个结果：它适合 tanh，但 ReLU 会把一半的输入置零。"
    ),
    "initialization.he.no-root": "随机数乘的是方差本身，而标准正态随机数要用标准差来缩放。",
    "initialization.he.root-of-two-only": "只有 2 在根号里，而整个分式都应该在根号里。",
    "initialization.he.root-of-n-only": "只有输入个数在根号里，而整个分式都应该在根号里。",
    "initialization.he.fan-out": (
        "缩放系数取决于这一层自己的单元。每个单元是对它的输入求和的，所以要数的是输入。"
    ),
    "initialization.he.xavier-fan-out": (
        "缩放系数取决于这一层自己的单元，而不是它的输入，并且少了针对 ReLU 的因子。"
    ),
    "initialization.he.glorot": (
        "这是 Glorot 的缩放系数，它把输入和单元合在一起数，而这里只数输入。"
    ),
    "initialization.he.fan-average-doubled": "缩放系数用的是输入数和单元数的平均，而这里只数输入。",
    "initialization.he.one-over": "缩放系数成了输入个数分之一：少了根号，也少了针对 ReLU 的因子。",
    "initialization.he.upside-down": "分式上下颠倒了：输入越多，权重应该越小。",
    "initialization.he.upside-down-one": "输入越多，权重反而越大，应该越小才对。",
    "initialization.he.first-size-everywhere": (
        "每一层用的都是第一层的缩放系数，而各层的输入个数并不相同。"
    ),
    "initialization.he.layer-number": "缩放系数取决于层的编号，而它应该取决于该层的输入个数。",
    "initialization.he.depth": "缩放系数取决于层数，而它应该取决于每一层的输入个数。",
    "initialization.he.whole-size": (
        "缩放系数把 W 的所有元素都数进去了，而一个单元只对自己的输入求和。"
    ),
    "initialization.he.whole-division": "输入多于两个时，缩放系数就成了 0：// 会向下取整。",
    "initialization.he.inputs-of-another-layer": (
        "缩放系数数错了层：一层的输入，是紧挨在它前面那一层的单元。"
    ),
    "initialization.he.he-normal-doubled": "权重是应有大小的两倍。缩放系数里是不是多了一个因子？",
    "initialization.he.inputs-off-by-one": (
        "输入的个数好像差了一：分数里除了 2 和输入的个数，还有别的东西吗？"
    ),
    "initialization.he.six": "6 属于均匀分布的上下限。对正态分布的随机数来说，要看的是方差。",
    "initialization.he.ten-left": "上一题的因子 10 还留在这里，现在可以去掉了。",
    "initialization.he.unscaled": "权重完全没有缩放，而每一层都需要自己的缩放系数。",
    "initialization.he.hundredth": (
        "不管有多少个输入，每一层的权重都在 0.01 左右。每一层都需要自己的缩放系数。"
    ),
    "initialization.he.ten": "这是上一题的初始化，现在每一层都需要自己的缩放系数。",
    "initialization.he.last-layer-unscaled": (
        "最后一层没有缩放，而它和其他层一样，也需要自己的缩放系数。"
    ),
    "initialization.he.first-layer-unscaled": (
        "第一层没有缩放，而它和其他层一样，也需要自己的缩放系数。"
    ),
    "initialization.he.last-layer-xavier": (
        "最后一层另用了一套规则，方差是 1 / n。这里要把它和其他层同样处理。"
    ),
    "initialization.he.last-layer-zero": "最后一层的权重是 0，它们应该和每一层一样是随机数。",
    "initialization.he.scale-added": "缩放系数是加到随机数上的，应该相乘才对。",
    "initialization.he.he-uniform": "随机数来自均匀分布：离散程度再合适，也不是正态分布。",
    "initialization.he.uniform-limits": "随机数在正负缩放系数之间均匀分布，应该用正态分布。",
    "initialization.he.random-biases": "偏置也成了随机的，它们应该是 0。",
    "initialization.he.uniform-01": (
        "随机数都在 0 和 1 之间，没有一个是负的："
        "`random` 和 `rand` 抽取的是均匀分布，不是正态分布。"
    ),
    "initialization.he.centred-uniform": "随机数来自以 0 为中心的均匀分布，应该用正态分布。",
    "initialization.he.truncated": "超出两倍标准差的随机数不见了，而正态分布是没有截断的。",
    "initialization.he.constant": "同一层的权重全是同一个数。要为每个权重各抽一个随机数。",
    "initialization.he.sign-lost": "没有一个权重是负的，而正态分布的随机数大约有一半是负的。",
    "initialization.he.same-row": (
        "同一层所有单元的权重行都一样，而这正是我们要打破的对称性。每个权重都要单独抽取。"
    ),
    "initialization.he.same-column": "每个单元的所有权重都是同一个数。要为每个输入各抽一个。",
    "initialization.he.same-stream": (
        "每一层的数都一样。是不是只抽了一次，或者在循环里重新创建了随机数生成器？"
    ),
    "initialization.he.zeros": "权重是 0，应该是随机数才对。",
    "initialization.he.biases-hundredth": "偏置是 0.01，应该是 0 才对。",
    "initialization.he.biases-one": "偏置全是 1，应该是 0 才对。",
    "initialization.he.random-biases-unscaled": "偏置是随机数，应该是 0 才对。",
    "initialization.he.transposed": (
        "权重看起来转置了：W[l] 的每一行对应第 l 层的一个单元，每一列对应这一层的一个输入。"
    ),
    "initialization.he.last-layer-missing": "最后一层没有参数。看看遍历各层的循环到哪里结束。",
    "initialization.he.counted-from-zero": (
        "层号是从 0 数起的：输入是第 0 层，没有参数，所以第一个键是 W1。"
    ),
    "initialization.he.first-layer-missing": "第一层没有参数。看看遍历各层的循环从哪里开始。",
    "initialization.he.only-one-layer": "只有第一层有参数。函数是不是在循环里面就返回了？",
    "initialization.he.nothing-in-the-dict": (
        "字典是空的。遍历各层的循环到底有没有执行？返回之前，有没有往字典里放东西？"
    ),
    "initialization.he.weights-overwritten": (
        "权重和偏置共用了一个键，结果偏置把权重覆盖了。给它们各用各的键。"
    ),
    "initialization.he.biases-missing": "有权重，却没有偏置：每一层还要有一个 b。",
    "initialization.he.biases-as-rows": (
        "偏置成了行：这里每个样本是一列，所以 b[l] 也是一列，每个单元对应一个元素。"
    ),
    "initialization.he.biases-flat": "偏置是一维向量。给它们加上第二个轴，让 b[l] 成为一列。",
    "initialization.he.biases-sized-by-inputs": (
        "偏置的元素个数等于这一层的输入个数，应该等于它的单元个数才对。"
    ),
    "initialization.he.lower-case-keys": "权重的键写成了小写：键应该是 W1、b1、W2、b2 等。",
    "initialization.he.as-a-list": "参数是作为列表返回的。把它们放进字典，键是 W1、b1 等。",
    "initialization.he.nothing-returned": "参数生成好了，却没有返回。",
    # symmetry
    "initialization.symmetry.tolerance-ignored": "容差没有起作用：只差一丝一毫的行也被算作不同了。",
    "initialization.symmetry.fixed-tolerance": "没有用上容差，用的是另外一个固定的、很小的数。",
    "initialization.symmetry.default-tolerances": (
        "没有用上容差：`isclose` 和 `allclose` 用的是它们自己的默认值。"
    ),
    "initialization.symmetry.tolerance-as-relative": (
        "容差被当成了相对容差，也就是 `isclose` 和 `allclose` 的第三个参数。"
        "请用参数名说明你指的是哪一个。"
    ),
    "initialization.symmetry.relative-tolerance": (
        "对大的权重太宽容了：`isclose` 和 `allclose` 还有一个相对容差，你不指定，它就不是零。"
    ),
    "initialization.symmetry.any-entry": (
        "两行只要有一个元素一致就被算作相同，其实必须所有元素都一致才行。"
    ),
    "initialization.symmetry.no-absolute-value": (
        "差是带着符号比较的，所以很大的负差蒙混过关了，它们也要算。"
    ),
    "initialization.symmetry.strict": "恰好相差一个容差的两行被算作不同，差得更多才算不同。",
    "initialization.symmetry.euclidean": "和容差比较的是两行之间的距离，应该逐个元素单独比较。",
    "initialization.symmetry.sum-of-differences": "差是先加起来再和容差比较的，应该逐个单独比较。",
    "initialization.symmetry.root-mean-square": (
        "差是先用均方根做了平均，再和容差比较的，应该逐个单独比较。"
    ),
    "initialization.symmetry.squared-differences": "和容差比较的是差的平方，应该比较差本身。",
    "initialization.symmetry.mean-difference": "和容差比较的是差的平均值，应该把每个差单独比较。",
    "initialization.symmetry.signs-ignored": (
        "符号相反的两行被算作相同。要取差的绝对值，而不是元素的绝对值。"
    ),
    "initialization.symmetry.row-sums": "两行的和可以相同，行却不同。要逐个元素比较。",
    "initialization.symmetry.row-norms": "两行的范数可以相同，行却不同。要逐个元素比较。",
    "initialization.symmetry.first-entry": "只比较了每一行的第一个元素，而所有元素都要比较。",
    "initialization.symmetry.last-entry": "只比较了每一行的最后一个元素，而所有元素都要比较。",
    "initialization.symmetry.order-ignored": "比较之前把每一行的元素排了序，而元素的顺序是要紧的。",
    "initialization.symmetry.columns": "这里比较的是列，而一个单元是 W 的一行。",
    "initialization.symmetry.rounded": (
        "两行再接近，只要中间正好有一条分界线，"
        "四舍五入就会把它们分到不同的格子里。要看的是它们的差。"
    ),
    "initialization.symmetry.rounded-by-digits": (
        "按容差的位数四舍五入，和与容差比较不是一回事。要看的是差。"
    ),
    "initialization.symmetry.floored": (
        "舍去尾数可能会把很接近的两行分到不同的格子里。要看的是它们的差。"
    ),
    "initialization.symmetry.entries": "这里数的是不同的元素，而一个单元是一整行。",
    "initialization.symmetry.neighbours": "只比较了相邻的行，而相同的行可能出现在任何地方。",
    "initialization.symmetry.sorted-neighbours": (
        "先把行排序，再只比较相邻的行：在容差之内相同的行，排序后不一定挨在一起。"
    ),
    "initialization.symmetry.first-row": "每一行都只和第一行比较，其他行也可能有“双胞胎”。",
    "initialization.symmetry.differing-from-first": (
        "这里数的是与第一行不同的行，而彼此相同的行只应该算一次。"
    ),
    "initialization.symmetry.rows": "这是所有行的个数，而彼此相同的行只应该算一次。",
    "initialization.symmetry.always-one": "不管权重是什么，结果都是 1。各行到底有没有比较？",
    "initialization.symmetry.duplicates": "这里数的是前面已经出现过的行，题目要的是互不相同的行。",
    "initialization.symmetry.one-too-few": "数少了一个：第一行也要算。",
    "initialization.symmetry.singles": "这里只数了仅出现一次的行，而出现两次的行也要算一次。",
    "initialization.symmetry.pairs": "这里数的是有多少对不同的行，题目要的是互不相同的行有多少。",
    "initialization.symmetry.equal-pairs": (
        "这里数的是有多少对相同的行，题目要的是互不相同的行有多少。"
    ),
    "initialization.symmetry.equal-pairs-subtracted": (
        "每一对相同的行都减掉了一个，所以一行前面如果有好几行与它相同，"
        "它就被减了好几次，减一次就够了。"
    ),
    "initialization.symmetry.inputs": "这是输入的个数，也就是 W 的列数，而一个单元是一行。",
    "initialization.symmetry.one-too-many": (
        "数多了一个：是不是从 1 开始计数，然后又把第一行数了一遍？"
    ),
    "initialization.symmetry.share": "这是互不相同的行所占的比例，题目要的是它们的个数。",
    "initialization.symmetry.repeated": (
        "这里数的是出现不止一次的行。每一种不同的行都要算，而且只算一次。"
    ),
    "initialization.symmetry.rank": (
        "矩阵的秩说的是有多少行线性无关，而互不相同的行也可能线性相关。"
    ),
    "initialization.symmetry.yes-or-no": "这只回答了各行是否不同。互不相同的行有多少呢？",
    # boundary
    "initialization.boundary.probabilities": "这些是概率，题目要的是标签，0 或 1。",
    "initialization.boundary.logits": "这些是最后一层求出的和，题目要的是标签，0 或 1。",
    "initialization.boundary.logits-against-half": (
        "最后一层的和没有经过 sigmoid 就和 0.5 比较了，而概率 0.5 对应的和是 0。"
    ),
    "initialization.boundary.cut-off": "把概率变成整数时，小数部分被截掉了：小于 1 的全都成了 0。",
    "initialization.boundary.any-probability": (
        "几乎所有点都归到了类别 1。是不是拿输出和 0 比较了，或者又做了一次 sigmoid？"
        "它已经是概率了：它总是大于 0，再做一次 sigmoid 就总是大于 0.5。"
    ),
    "initialization.boundary.all-zero": (
        "所有点都归到了类别 0。是不是选了最大的那个输出？只有一个输出时，最大的总是第一个。"
    ),
    "initialization.boundary.argmax": "输出只有一个，所以最大的总是第一个。应该改为和 0.5 比较。",
    "initialization.boundary.inverted": "两个类别弄反了：输出是类别 1 的概率。",
    "initialization.boundary.signs": "标签是 -1 和 1，应该是 0 和 1。",
    "initialization.boundary.one-and-two": "标签是 1 和 2，应该是 0 和 1。",
    "initialization.boundary.sigmoid-everywhere": (
        "隐藏层用了 sigmoid，而这个网络是用 ReLU 训练的。"
    ),
    "initialization.boundary.tanh-inside": "隐藏层用了 tanh，而这个网络是用 ReLU 训练的。",
    "initialization.boundary.no-activation": (
        "隐藏层没有激活函数，整个网络就成了线性的，而它是用 ReLU 训练的。"
    ),
    "initialization.boundary.leaky": "隐藏层让负值漏过去了一点，而这个网络是用 ReLU 训练的。",
    "initialization.boundary.absolute-value": "隐藏层取了绝对值，而 ReLU 是把负值置零。",
    "initialization.boundary.no-biases": "漏掉了偏置，而每一层都要加上自己的偏置。",
    "initialization.boundary.no-last-bias": "漏掉了最后一层的偏置，而每一层都要加上自己的偏置。",
    "initialization.boundary.only-last-bias": "漏掉了隐藏层的偏置，而每一层都要加上自己的偏置。",
    "initialization.boundary.threshold-at-mean": (
        "输出是和它们自己的平均值比较的，而不管是什么样的点，阈值都是 0.5。"
    ),
    "initialization.boundary.last-point-missed": (
        "最后一个点得到的总是 0。看看遍历各点的循环到哪里结束。"
    ),
    "initialization.boundary.flat": "标签成了一维向量，它们应该是一行，每个样本占一列。",
    "initialization.boundary.a-column": "标签成了一列。这里每个样本是一列，所以标签应该排成一行。",
    "initialization.boundary.nothing-returned": "标签算出来了，却没有返回。",
    "initialization.boundary.one-for-all": "所有样本共用一个标签，而每个样本都需要自己的标签。",
    "initialization.boundary.half-included": (
        "算对：输出恰好等于 0.5 时，这里给出的是 1。题目要的是 0，因为 0.5 并不大于 0.5。"
    ),
}
