"""The sentences of the checks in Simplified Chinese; placeholders need no spaces around them."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # How sentences and lists are put together.
    "list.more": "{before}、{after}",
    "list.last": "{before}和{after}",
    "sentence.ends": "。？！….?!",
    "sentence.more": "{before}{after}",
    "sentence.whole": "{text}。",
    # What things are called.
    "name.part": "{name}[{key}]",
    "name.step": "第 {number} 步之后的{name}",
    "thing.a": "一个{type}",
    "thing.an": "一个{type}",
    "thing.array": "形状为 {shape} 的数组",
    "thing.array-of-dtype": "dtype 为{dtype}的数组",
    "thing.number": "{type}类型的值{value}",
    "thing.object": "一个{type}类型的对象",
    "thing.too-many-items": "{what}，里面的元素太多",
    "thing.too-many-to-keep": "{what}，里面的元素多得内存放不下",
    "thing.unreadable": "{what}，但它无法读取（会引发{error}）",
    "thing.unreadable-evidence": "无法读取的东西（{error}）",
    "thing.wanted-array": "由实数组成的 NumPy 数组",
    "thing.wanted-number": "一个数",
    # What was raised.
    "raised.line": "{error}（第 {number} 行：{code}）",
    "raised.text": "{kind}: {text}",
    "raised.unreadable": "无法读取它的说明（读取时会引发{kind}）",
    # `check`, and the same as a command.
    "check.no-checkpoint": "这里没有名为{name}的检查点（现有：{known}）",
    "check.no-checkpoints": "这里没有名为{name}的检查点（一个检查点都没有）",
    "check.name-first": '先写练习的名称，再写函数：check("{known}", ...)',
    "check.no-function": "没有把函数交给 check：请在名称后面写上函数本身",
    "check.not-a-function": "交给 check 的是{given}：请传入函数本身，不要加括号",
    "check.received": "已收到",
    "check.usage": "用法：python -m autograder.checks CHECKPOINT FILE",
    "file.invalid": "这个文件不是合法的 Python 代码：{error}",
    "file.invalid-line": "这个文件不是合法的 Python 代码：{error}（第 {number} 行）",
    "file.no-function": "这个文件里没有定义函数{name}",
    "file.stopped": "这个文件无法导入：{error}",
    # What crosses to the judge.
    "message.too-large": "一个 {size} 字节的答案，超过了 {most} 字节的上限",
    "message.too-much": "总量超过读取上限的数据",
    "message.too-many-pieces": "过于零碎的数据：数组是作为一个整体传送的",
    "message.returned": "它返回了{what}",
    # The verdict.
    "verdict.passed": "做得好：检查的内容全部正确。",
    "verdict.blocked": "因为“{name}”没有通过，这一项没有评判",
    "verdict.unanswered": "这一项需要的调用，函数没有全部完成",
    # The criterion "returns".
    "returns.unwritten": "这个函数还没有写",
    "returns.raised": "函数引发了{error}",
    "returns.raised-called": "函数引发了{error}；调用它时传入的参数依次是{names}",
    "returns.raised-shape": "函数引发了{error}；形状是一个元组：np.zeros((2, 3))",
    "returns.raised-power": "函数引发了{error}；在 Python 里，乘方写作 **",
    "returns.raised-product": (
        "函数引发了{error}；做矩阵乘法时，左边矩阵的列数要等于右边矩阵的行数"
    ),
    "returns.raised-together": (
        "函数引发了{error}；两个数组逐项运算时，每个轴的长度要么相同，要么其中一个是 1"
    ),
    "returns.raised-into": (
        "函数引发了{error}；放进数组一部分的内容，形状要和那里相符：是求和的轴错了，还是忘了求和？"
    ),
    "returns.raised-truth": (
        "函数引发了{error}；if、and、or 和 not 只能判断一个值，而这里是整个数组"
    ),
    "returns.one-dict": (
        "有两个输出是同一个字典，或者共用了一个数组：写进其中一个的内容，会出现在另一个里"
    ),
    "returns.order": "函数的参数依次是{taken}：请按题目要求的顺序排列，即{asked}",
    "returns.none": "函数返回了 None：是不是漏了 `return`？",
    "returns.outputs": "函数应该返回{names}",
    "returns.other": "函数应该返回{names}，而返回的是{what}",
    "returns.values": "函数应该返回{names}，而返回了 {count} 个值",
    "returns.tuple": "函数应该返回由{names}组成的元组，而返回的是{what}",
    "returns.batches": "函数返回了批次",
    "returns.thing": "{name}应该是{wanted}，得到的是{what}",
    "returns.dict": "{name}应该是字典，得到的是{what}",
    "returns.list": "{name}应该是列表，得到的是{what}",
    "returns.items": "{name}应该有 {wanted} 项，得到了 {count} 项",
    "returns.array": "{name}应该是数组，得到的是{what}",
    "returns.numpy-array": "{name}应该是 NumPy 数组，得到的是{what}",
    "returns.number": "{name}应该是一个数，得到的是{what}",
    "returns.one-number": "{name}应该只是一个数，得到的是{what}",
    "returns.half-precision": "{name}应该用双精度，得到的是 float16，它只有三位有效数字",
    "returns.key": "{name}里没有{key}（现有：{keys}）",
    "returns.key-of-none": "{name}里没有{key}（里面什么都没有）",
    "returns.only-last-layer": (
        "{name}里没有{key}（现有：{keys}）：只有最后一层。是不是每一轮循环都新建了一个字典？"
    ),
    "returns.surplus-key": "{name}里多了{key}，最后一个键应该是{last}",
    # The criterion "shape".
    "shape.other": "{name}的形状应该是 {wanted}，得到的是 {shape}",
    "shape.transposed": "{name}的形状应该是 {wanted}，得到的是 {shape}：看起来转置了",
    # The criterion "finite".
    "finite.is": "{name}是{number}",
    "finite.are": "{name} 是 {number}",
    "finite.holds-one": "{name} 里有 1 个元素是 {number}",
    "finite.hold-one": "{name} 里有 1 个元素是 {number}",
    "finite.hold": "{name}里有 {count} 个元素不是有限的数，例如{number}",
    "finite.holds": "{name}里有 {count} 个元素不是有限的数，例如{number}",
    # The criterion "values": numbers, ...
    "values.is": "{name}是{got}，应该是{expected}",
    "values.are": "{name}是{got}，应该是{expected}",
    "values.at-most": "{name}是{got}，应该不超过{expected}",
    "values.entry": (
        "{name}的 {all} 个元素里有 {wrong} 个不对：[{index}] 处是{got}，应该是{expected}"
    ),
    "values.entries": (
        "{name}的 {all} 个元素里有 {wrong} 个不对：例如 [{index}] 处是{got}，应该是{expected}"
    ),
    # ... random numbers, ...
    "draws.no-number": "{name}里有不是数的东西",
    "draws.repeats-less": "{name}里的重复比预期的少",
    "draws.deviation": "{name}的标准差是{got}，应该在{expected}左右",
    "draws.mean": "{name}的均值是{got}，应该在{expected}左右",
    "draws.kind": "{name}的均值和标准差都对，但分布的类型不对",
    "draws.cut-off": "{name}里没有一个元素超出{edge}：抽取的数是不是被截断了？",
    "draws.many-large": "{name}的均值和标准差都对，但大的元素太多",
    "draws.few-large": "{name}的均值和标准差都对，但大的元素太少",
    "draws.of-another": "{name}重复了{other}的随机数",
    "draws.constant": "{name}里到处都是同一个数：每个元素都应该单独抽取",
    "draws.same-row": "{name}里反复出现同一行：每个元素都应该单独抽取",
    "draws.same-column": "{name}里反复出现同一列：每个元素都应该单独抽取",
    "draws.tied-rows": "{name}的每一行都和下一行相关：每个元素都应该单独抽取",
    "draws.tied-columns": "{name}的每一列都和下一列相关：每个元素都应该单独抽取",
    "draws.repeated": "{name}里的数有重复：每个元素都应该单独抽取",
    "draws.zeros": "{name}有些地方是零：每个元素都应该单独抽取",
    "draws.centred": "{name}的均值恰好是 0，而随机数只是平均来说如此：每个元素都应该单独抽取",
    "draws.unlike-rows": "{name}各行之间的差别太大：每个元素都应该单独抽取",
    "draws.like-rows": "{name}各行之间的差别太小：每个元素都应该单独抽取",
    "draws.unlike-columns": "{name}各列之间的差别太大：每个元素都应该单独抽取",
    "draws.like-columns": "{name}各列之间的差别太小：每个元素都应该单独抽取",
    # ... and batches, whose form is judged by "returns" and "shape".
    "batches.no-list": "批次应该放在一个列表里，得到的是{what}",
    "batches.none": "批次的列表是空的",
    "batches.no-pair": "每个批次应该是一对 (X_t, Y_t)，得到的是{what}",
    "batches.no-arrays": "X_t 和 Y_t 应该是数组，得到的是{what}",
    "batches.odd": "批次应该是一个列表，由成对的 NumPy 数组组成，得到的是{what}",
    "batches.empty": "有一个批次是空的",
    "batches.X-shape": "X_t 的形状应该是 ({rows}, k)，得到的是 {shape}",
    "batches.Y-flat": "Y_t 的形状应该是 (1, {k})，得到的是 {shape}",
    "batches.Y-shape": "Y_t 的形状应该是 (1, {k})，因为 X_t 有 {k} 列，得到的是 {shape}",
    "batches.shapes": "批次的形状符合要求",
    "batches.strange": "{name}里有些列不是 X 的列",
    "batches.missing": "{name}漏掉了一些样本：各批次的样本数是{sizes}",
    "batches.repeated": "{name}里有些样本出现了不止一次",
    "batches.sizes": "{name}的样本数是{sizes}，应该是{expected}",
    "batches.more-sizes": "{sizes}……",
    "batches.unpaired": "{name}没有让 X 的每一列和 Y 中对应的那一列保持在一起",
    "batches.other": "{name}不是预期的样子",
    "batches.kept": "{name}仍是数据原来的顺序：完全没有打乱",
    "batches.the-same": "不管 rng 是哪一个，{name}的顺序都一样",
    "batches.turned": "{name}保持了数据的顺序，只是换了一个起点",
    "batches.whole": "{name}只是整批地打乱了：同样的样本总是在一起",
    "batches.inside": "{name}只在各自内部打乱了：没有一个样本会进入别的批次",
    "batches.few": "{name}只有少数几种顺序：打乱之后，任何顺序都应该可能出现",
    "batches.bound": "{name}没有充分打乱：有些样本永远到不了某些位置",
    "batches.other-order": "{name}的顺序不是预期的",
    # ... and what is dropped at random.
    "masks.share": "保留了 {share} 的元素，可是 keep_prob 是 {keep}",
    "masks.scale": "保留下来的元素乘了 {factor}，可是 keep_prob 是 {keep}",
    "masks.free-the-same": "不管用哪个 rng，丢掉的总是同样的元素",
    "masks.free-whole": "要么全部丢掉，要么全部保留：每个元素都要单独抽取一次",
    "masks.free-units": "一个单元要么对所有样本都丢掉，要么都不丢：每个元素都要单独抽取一次",
    "masks.free-samples": "一个样本要么失去全部元素，要么一个也不失去：每个元素都要单独抽取一次",
    "masks.free-counted": "每次丢掉的元素个数都一样：应该让每个元素各凭运气",
    "masks.free-bound": "一个元素是否丢掉取决于别的元素：每个元素都要单独抽取一次",
    "masks.marks-dropped": "掩码在丢掉元素的地方为真，应该在保留的地方为真",
    "masks.marks-apart": "掩码没有说明{name}保留了哪些元素",
    "masks.marks-idle": "掩码说有元素被丢掉了，实际上一个也没有丢",
    "masks.marks-scaled": "掩码也除以了 keep_prob，而它在保留元素的地方应该是真（或者 1）",
    "masks.marks-numbers": "掩码在保留元素的地方应该是真（或者 1），其余地方应该是假（或者 0）",
    "masks.other": "{name}不是预期的结果",
    # The criterion "stable".
    "stable.infinite": (
        "当得分相差 1,000 时，{name}是{number}：超过 709 的数，exp 会溢出，而 0 的对数是负无穷大"
    ),
    "stable.wrong": "当得分相差 1,000 时，{what}",
    # The other criteria.
    "arguments.changed": "函数改动了它的参数{name}：请在副本上计算",
    "vectorised.loops": "函数用循环逐个处理{growing}：请让 NumPy 一次算完",
    "vectorised.processes": (
        "函数启动了其他进程，而它们做了什么无法计数：请在一个进程里让 NumPy 完成计算"
    ),
    "vectorised.shows": "函数每次调用都要画图，这比计算本身还费时：请把画图移到函数外面",
    "reproducible.global": "这些数来自 NumPy 的全局随机数生成器：请用 rng 抽取",
    "reproducible.touched": (
        "函数改动了全局的随机数生成器，例如调用了 np.random.seed：不要动它，从 rng 中抽取"
    ),
    "reproducible.differs": "同样的 rng 给出了两个不同的结果：每个数都要用 rng 抽取",
    "reproducible.same": "换了一个 rng，得到的数却一样：请用传入的 rng 抽取",
    "reproducible.array": "换了一个 rng，得到的{name}却一样：每个数都要用 rng 抽取",
    "accuracy.missing": "缺少{subject}",
    "accuracy.raised": "对{subject}，函数引发了{error}",
    "accuracy.form": "对{subject}：{fault}",
    "accuracy.low": (
        "{subject}只把 {share:.0%} 的新数据点标对了，应该达到 {wanted:.0%}：它训练过了吗？"
        "用的是现在的函数吗？"
    ),
    "accuracy.low-images": (
        "{subject}只认对了本次检查中 {share:.0%} 的图片，应该达到 {wanted:.0%}："
        "它是搜索里最好的那个吗？训练得够久吗？"
        "训练用的图片和本次检查的图片一样，都经过了实验自带的单元格处理吗？"
    ),
    "net.form": "它应该是一个含有 W1、b1、W2…… 的字典，得到的是{what}",
    "net.array": "{name}应该是一个数组，得到的是{what}",
    "net.infinite": "{name}里有 nan 或无穷大，训练很可能发散了",
    "net.large": "{name}有 {count} 行，内存放不下",
    "net.long": "到{name}为止的各层权重太多，来不及相乘",
    "figure.few": "应该有 {wanted} 幅画出数据的图，找到了 {found} 幅",
    "figure.regions": "有一幅图没有用填充的区域画出预测的两个类别",
    "figure.points": "有一幅图没有画出数据点",
    "figure.colours": "有一幅图没有按标签给数据点着色",
    "figure.labels": "有一幅图的坐标轴没有都写上名称",
    "figure.title": "有一幅图没有标题",
    # What was asked of a function that a case hands in.
    "cost.shape": "调用 cost 时传入的 theta 的形状是 {shape}，而它需要的形状是 ({n}, 1)",
    # What an answer looks like.
    "mistake.two": "这里有两处错误。",
    "mistake.second": "另外还有一处错误。",
    "mistake.else": "此外，{names}还有别的问题。",
    "mistake.follows": "{names}的错误可能就是由此而来。",
    "mistake.one-output": "只看{name}：{sentence}",
    "mistake.unchanged": "返回的{names}和传入时一样：请返回更新后的结果。",
    "mistake.all-unchanged": "返回的{names}都和传入时一样：每一个都请返回更新后的结果。",
    "mistake.argument-changed": "函数改动了参数{name}，结果不对可能就是因为这个：请在副本上计算。",
    "mistake.one-array": "只有{name}不对。",
    "mistake.weights": "只有权重不对。",
    "mistake.biases": "只有偏置不对。",
    "mistake.first-layer": "只有第一层不对。",
    "mistake.last-layer": "只有最后一层不对。",
    "division.few-samples": "如果一个批次就放得下所有样本，就把它们全部放进这个批次。",
    "division.no-last-full-batch": (
        "样本数正好是批次大小的整数倍时，少了最后一个批次：看看循环到哪里结束。"
    ),
    "division.a-batch-too-many": (
        "样本数正好是批次大小的整数倍时，多了一个批次：看看循环到哪里结束。"
    ),
    "division.no-rest": "装满各批次之后剩下的样本没有分到批次：让它们自成一个批次。",
    "division.rest-too-short": (
        "最后一个批次少了一些剩下的样本：它是不是开始得太晚，或者结束得太早？"
    ),
    "division.rest-too-large": "最后一个批次除了剩下的样本，还多了一些：它从哪里开始？",
    "division.rest-of-others": (
        "最后一个批次里有些样本已经在别的批次里了：它是从哪个数组里切出来的，从哪里到哪里？"
    ),
    "division.rows-counted": "批次里的样本总数只和 X 的行数一样多：每个样本是一列。",
    "division.batches-missing": "批次太少了：循环执行了几次？",
    "division.drawn-twice": (
        "有一个批次里，同一个样本出现了两次：打乱之后，每个样本都正好出现一次。"
    ),
    "division.same-batch": "列表里不止一次出现同一个批次：循环的每一轮都切出新的批次了吗？",
    "division.too-large": "有些批次的样本太多了：看看每个批次从哪里开始，到哪里结束。",
    "division.shared": (
        "有些样本在不止一个批次里：只打乱一次，让每个批次从前一个批次结束的地方开始。"
    ),
    "division.gaps": "有些样本不在任何批次里：每个批次都应该从前一个批次结束的地方开始。",
    "division.other-sizes": "除了最后一个，所有批次都应该是满的：看看每个批次分到多少个样本。",
    "division.empty-batch": "看看那个空的批次从哪里开始，到哪里结束。",
    "division.not-paired": "X 和 Y 的列对不上了：两者要取同样的列。",
    # The card.
    "card.passed": "通过",
    "card.failed": "还没通过",
    "card.not-attempted": "还没有作答",
    "card.not-run": "未运行",
    "card.not-judged": "未评判：{names}",
    "card.points": "{points:g} 分（满分 {whole:g} 分）",
    "card.headline": "{word}：{checkpoint}，{points}",
    "card.row": "{name}：{text}",
    "card.called": "调用时传入",
    "card.raised": "引发了",
    "card.yours": "你的{name}",
    "card.returned": "返回了",
    "card.expected": "应该是",
    "card.in-short": "简而言之",
    "card.function": "一个函数（{name}）",
    "card.shape": "形状 {shape}",
    "card.array": "形状为 {shape} 的数组",
    "card.numbers": "形状 {shape}，均值 {mean:.2g}，标准差 {deviation:.3g}",
    "card.within": "{centre}，误差不超过{margin}",
    "card.at-most": "不超过{margin}",
    "card.batches": "各批次的样本数：{sizes}",
    "card.mask": "保留了 {share:.0%} 的元素，并且乘了 {factor}",
    "card.pair": "[{number} 对 (X_t, Y_t)]",
    "card.pairs": "[{number} 对 (X_t, Y_t)]",
    "call.then": "{first};\n{times}，{what}",
    "call.once": "然后再调用一次",
    "call.times": "然后再调用 {count} 次",
    "call.same": "参数不变",
    "call.returned": "{names}用上一次返回的",
    "call.another": "换了{names}",
    "call.returned-another": "{names}用上一次返回的，并换了{others}",
    "picture.regions": "你划分的区域",
    "picture.yours": "你的结果（橙色大于 0，蓝色小于 0）",
    "picture.yours-part": ("你的结果（橙色大于 0，蓝色小于 0），只画前 {rows} 行、前 {columns} 列"),
    "picture.difference": "你的结果减去正确结果",
    "picture.path": "从上方看沿碗形曲面下降的路径：橙色是你的，蓝色是正确的",
    "picture.away": "在两个参数的碗形曲面上，你的路径跑远了，或者不再是数",
    "picture.stays": "在两个参数的碗形曲面上，你的路径没有移动",
    "picture.ends": "在两个参数的碗形曲面上，你的路径终点是 {yours}，正确的终点是 {expected}",
    # What the wrong entries of an array have in common.
    "pattern.both": "{where}{how}",
    "pattern.where": "这个数组里，只有{where}是错的",
    "pattern.everywhere": "所有元素",
    "pattern.row": "第 {number} 行（从 0 数起）",
    "pattern.column": "第 {number} 列（从 0 数起）",
    "pattern.diagonal": "对角线上的元素",
    "pattern.off-diagonal": "对角线以外的元素",
    "pattern.zero": "都是零",
    "pattern.sign": "符号相反",
    "pattern.factor": "是正确值的 {factor} 倍",
    "pattern.more-by": "大了 {number}",
    "pattern.less-by": "小了 {number}",
    "pattern.more": "偏大",
    "pattern.less": "偏小",
    "picture.expected": "应该是",
    "picture.different": "不同之处",
    # The table of one's progress.
    "progress.state": "目前",
    "progress.checkpoint": "检查点",
    "progress.points": "分数",
    "progress.tries": "尝试次数",
    "progress.first": "第一次",
    "progress.last": "最近一次",
    "progress.left": "还差什么",
    "progress.of": "{points:g} / {whole:g}",
    "progress.none": "还没有尝试",
    "progress.before": "以前通过过，最近一次没有通过：{says}",
    "progress.cut": "{says}……",
    "progress.sum": "自己检查的得分：{points:g} 分（满分 {whole:g} 分）",
    "progress.done": "{sum}。做得好：所有检查都通过了。",
    "progress.fallen": "{sum}。所有检查都通过过，可是 {names} 最近一次没有通过。",
    "progress.unreadable": "{sum}。以前的尝试没有算进来，因为记录它们的文件 {file} 读不出来。"
    "成绩不受影响。",
    # Hints.
    "hint.head": "提示 {number}（共 {whole} 条）：{checkpoint}",
    "hint.where": "讲义里讲到这一点的地方：{section}",
    "hint.last": "你最近一次尝试：{mistake}",
    "hint.untried": "这道题的检查你还没有运行过：运行一次，往往能知道更多。",
    "hint.passed": "这道题最近一次检查已经通过：做得好。如果还想看提示：",
    "hint.more": "再运行一次，就能看到下一条提示。",
    "hint.which": "请说明是哪道题：hint({example})。",
    "hint.all": "提示到此为止：这道题没有更多的提示了。",
    "hint.none": "这道题没有提示：运行它的检查，看看结果卡片，那里说得最多。",
    "hint.graded": "提示只在自己练习时给出，评分时没有。",
    # Broken cells, and how to get back what they said.
    "restore.graded": "单元格只在自己练习时可以恢复，评分时不行。",
    "restore.no-copy": "这里没有发布的笔记本的副本：请把实验的 zip 文件重新解压一次。",
    "restore.damaged": (
        "发布的笔记本的副本无法读取：请把实验的 zip 文件重新解压一次，解压到另一个文件夹。"
    ),
    "restore.unknown": (
        "这个实验里没有单元格“{name}”。练习有：{names}；运行 restore() 可以列出所有不同的单元格。"
    ),
    "restore.folder": "无法查看这个文件夹（{reason}）。",
    "restore.no-notebook": (
        "这个文件夹里没有实验{lab}的笔记本。如果它在别的地方，请写明："
        'restore(..., notebook="...")。'
    ),
    "restore.no-such-notebook": "这个文件夹里没有笔记本{name}。",
    "restore.several": (
        '这里有这个实验的好几个笔记本：{names}。请写明是哪一个：restore(..., notebook="...")。'
    ),
    "restore.unreadable": "无法把{name}作为笔记本读取（{reason}）。",
    "restore.large": "文件太大",
    "restore.no-json": "文件已损坏，或者是别的东西",
    "restore.no-cells": "里面没有单元格",
    "restore.unwritable": "无法写入{name}（{reason}）。它还是原来的样子。",
    "restore.nothing": "没有不同：{notebook}里的{name}和发布时一样。",
    "restore.nothing-at-all": (
        "没有不同：除了你的答案，{notebook}里实验的所有单元格都和发布时一样。"
    ),
    "restore.listed": "和你最近一次保存的{notebook}相比，下面这些单元格不同：",
    "restore.which": ("什么都没有写入：请说明要恢复哪一个，例如 restore({name}, write=True)。"),
    "restore.look": "运行 restore({name}) 可以看到怎样不同。",
    "restore.compared": "发布的内容，和你最近一次保存的{notebook}：",
    "restore.cell": "{name}：{what}",
    "restore.released": "发布的",
    "restore.yours": "你的",
    "restore.answered": "你的答案",
    "restore.changed": "有改动",
    "restore.turned": "变成了另一种单元格",
    "restore.gone": "不见了",
    "restore.how": (
        "要恢复它，请先保存笔记本（Ctrl+S），再运行 restore({name}, write=True)。"
        "属于实验的内容会放回原处。在你的答案旁边，只会添上发布的内容：你写的东西一样也不会丢。"
    ),
    "restore.unsaved": (
        "{notebook}有还没有保存的改动，继续的话它们就会丢失。请先保存（Ctrl+S），再运行一次。"
    ),
    "restore.nothing-written": "什么也没有写入：{notebook}里已经是发布的内容了。",
    "restore.put-back": "{name}：发布的内容已经恢复。",
    "restore.turned-back": "{name}：单元格已恢复原来的类型，你写的内容都在。",
    "restore.returned": "{name}：它回到了原来的位置。",
    "restore.beside": (
        "{name}：你的答案保持原样。它下面有一个新的单元格，里面是发布的内容，它不会运行。"
        "要从它重新开始，请选中它，先按 Esc，再按 Y。"
    ),
    "restore.kept-lines": "{name}：发布的内容已经恢复，你加进去的那些行放在一个单独的单元格里。",
    "restore.asked": "{name}：题目已经恢复，你写在里面的内容放到了下面一个新的单元格里。",
    "restore.reload": (
        "现在请先选择菜单 File > Reload Notebook from Disk（从磁盘重新加载笔记本），"
        "在此之前不要再保存。笔记本原来的样子保存在{kept}里。"
    ),
    # `report`.
    "report.graded": "报告在家里生成，评分时不会生成。",
    "report.asked": ("笔记请写文件名，语言请写 en 或 zh，例如 report('notes.md', lang='zh')。"),
    "report.unsaved": (
        "报告里是 {notebook} 最后一次保存时的内容。想把之后的改动也放进去，"
        "请先保存笔记本（Ctrl+S），再运行一次。"
    ),
    "report.stopped": "报告没有生成：{reason}",
}
