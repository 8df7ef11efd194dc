"""The sentences of the lab Gradient Checking in Simplified Chinese."""

from __future__ import annotations

ENTRIES: dict[str, str] = {
    # forward_1d
    "gradient_checking.forward_1d.added": "两个数相加了。公式里两个字母并排写在一起，是什么意思？",
    "gradient_checking.forward_1d.subtracted": (
        "一个数减去了另一个数。公式里两个字母并排写在一起，是什么意思？"
    ),
    "gradient_checking.forward_1d.only-x": "这只是 x，没有用到参数 theta。",
    "gradient_checking.forward_1d.only-theta": "这只是 theta，没有用到输入 x。",
    "gradient_checking.forward_1d.theta-squared": "theta 被平方了，而 J 关于 theta 是一条直线。",
    "gradient_checking.forward_1d.x-squared": "x 被平方了，它在 J 里只出现一次。",
    "gradient_checking.forward_1d.squared": "整个乘积被平方了，而 J 关于 theta 是一条直线。",
    "gradient_checking.forward_1d.half-the-square": (
        "这是平方的一半，像平方误差那样，而 J 关于 theta 是一条直线。"
    ),
    "gradient_checking.forward_1d.negative": "符号反了：J 里没有负号。",
    "gradient_checking.forward_1d.absolute-value": "代价为负的时候，符号丢了：J 可以小于零。",
    "gradient_checking.forward_1d.one-sign-lost": "两个数中有一个丢了符号：请让它们原样相乘。",
    "gradient_checking.forward_1d.halved": "这是代价的一半，而 J 里没有别的因子。",
    "gradient_checking.forward_1d.doubled": "这是代价的两倍，而 J 里没有别的因子。",
    "gradient_checking.forward_1d.a-constant-added": "代价大了 1，而 J 里什么都没有加。",
    "gradient_checking.forward_1d.with-x-added": "多加了一个 x，而这个网络没有偏置。",
    "gradient_checking.forward_1d.a-sigmoid": "乘积经过了 sigmoid，而这个网络没有激活函数。",
    "gradient_checking.forward_1d.a-relu": "负值变成了零，而这个网络没有激活函数。",
    "gradient_checking.forward_1d.whole-numbers": "小数部分被截掉了，而代价不一定是整数。",
    "gradient_checking.forward_1d.rounded": "代价被四舍五入了，返回时要保留所有数位。",
    "gradient_checking.forward_1d.fixed-example": (
        "这只在 x = 2、theta = 4 时才对。要用传给函数的那些数。"
    ),
    "gradient_checking.forward_1d.nothing-returned": "代价算出来了，却没有返回。",
    # backward_1d
    "gradient_checking.backward_1d.by-x": "这是对 x 的导数，而参数是 theta。",
    "gradient_checking.backward_1d.the-cost": "这是 J 本身。它随着 theta 增长得有多快？",
    "gradient_checking.backward_1d.one": "这是 1。J 里 theta 还乘着一个因子，这个因子要留下来。",
    "gradient_checking.backward_1d.zero": (
        "这是 0，好像 J 与 theta 无关似的。theta 增大时，J 会怎么变？"
    ),
    "gradient_checking.backward_1d.negative": (
        "符号反了：沿着导数的反方向走，那是后面梯度下降的事。"
    ),
    "gradient_checking.backward_1d.absolute-value": "导数为负的时候，符号丢了，要把它保留下来。",
    "gradient_checking.backward_1d.sign-only": "这只是导数的符号，它的大小也要紧。",
    "gradient_checking.backward_1d.x-squared": "多了一个因子 x。",
    "gradient_checking.backward_1d.squared-error": "这是平方的导数，而 J 关于 theta 是一条直线。",
    "gradient_checking.backward_1d.theta-times-cost": (
        "这是平方的导数，还是对 x 求的，可是 J 是一条直线，参数是 theta。"
    ),
    "gradient_checking.backward_1d.doubled": (
        "这是导数的两倍，好像 theta 被平方了似的，而 J 关于 theta 是一条直线。"
    ),
    "gradient_checking.backward_1d.halved": "这是导数的一半。多出来的因子是从哪里来的？",
    "gradient_checking.backward_1d.of-theta-squared": (
        "这是把 J 里的 theta 平方之后得到的导数，而这里 J 关于 theta 是一条直线。"
    ),
    "gradient_checking.backward_1d.both": "对 x 和对 theta 的导数加在了一起，题目只要其中的一个。",
    "gradient_checking.backward_1d.from-one-side": (
        "这看起来像是从一侧量出来的斜率，带着舍入误差。题目要的是精确的导数。"
    ),
    "gradient_checking.backward_1d.measured": (
        "这看起来像是用一小步量出来的斜率，带着舍入误差。题目要的是精确的导数。"
    ),
    "gradient_checking.backward_1d.updated-theta": "这是走了一步之后的 theta，题目要的是导数。",
    "gradient_checking.backward_1d.whole-numbers": "小数部分被截掉了，而导数不一定是整数。",
    "gradient_checking.backward_1d.fixed-example": "这只在 x = 2 时才对。要用传给函数的那些数。",
    "gradient_checking.backward_1d.nothing-returned": "导数算出来了，却没有返回。",
    # gradient_check
    "gradient_checking.gradient_check.inlined-cost": (
        "代价直接写成了 x * theta，而传给函数的可能是别的代价，所以要调用 forward。"
    ),
    "gradient_checking.gradient_check.always-agreeing": (
        "什么导数都能通过，连错的也一样。forward 和 backward 到底有没有调用？两边有没有互相比较？"
    ),
    "gradient_checking.gradient_check.backward-never-called": (
        "导数总是 x，而传给函数的可能是别的导数，所以要调用 backward。"
    ),
    "gradient_checking.gradient_check.cost-as-derivative": (
        "和斜率比较的是代价本身，而导数要从 backward 得到。"
    ),
    "gradient_checking.gradient_check.derivative-elsewhere": (
        "导数是在 theta + epsilon 处取的，应该就在 theta 处取。"
    ),
    "gradient_checking.gradient_check.derivative-below": (
        "导数是在 theta - epsilon 处取的，应该就在 theta 处取。"
    ),
    "gradient_checking.gradient_check.slope-of-the-derivative": (
        "斜率是用 backward 算的，它应该是代价的斜率，而代价由 forward 给出。"
    ),
    "gradient_checking.gradient_check.arguments-swapped-forward": (
        "forward 的参数顺序传错了，x 应该在前。"
    ),
    "gradient_checking.gradient_check.arguments-swapped-backward": (
        "backward 的参数顺序传错了，x 应该在前。"
    ),
    "gradient_checking.gradient_check.arguments-swapped": (
        "两个函数的参数顺序都传错了，x 应该在前。"
    ),
    "gradient_checking.gradient_check.x-moved": "移动的是输入，应该移动参数。",
    "gradient_checking.gradient_check.both-moved": "输入和参数一起移动了，x 要保持原样。",
    "gradient_checking.gradient_check.sign-kept": "差还带着符号，要取它的大小。",
    "gradient_checking.gradient_check.sign-kept-below": (
        "分母可能为负，也可能为零，应该把大小相加。"
    ),
    "gradient_checking.gradient_check.no-sizes": "分子和分母都还带着符号，两者都应该由大小构成。",
    "gradient_checking.gradient_check.slope-returned": "这是两点之间的斜率，要把它和导数比较。",
    "gradient_checking.gradient_check.derivative-returned": (
        "这是 backward 给出的导数，要把它和斜率比较。"
    ),
    "gradient_checking.gradient_check.minus-from-plus": (
        "theta - epsilon 最后成了 theta 本身时，就会得到这个结果。"
        "你的 theta - epsilon 是不是由 theta + epsilon 算来的？"
    ),
    "gradient_checking.gradient_check.plus-only-back": (
        "theta + epsilon 最后成了 theta 本身时，就会得到这个结果。"
        "你的 theta + epsilon 是不是由 theta - epsilon 算来的？"
    ),
    "gradient_checking.gradient_check.one-sided": (
        "斜率只取了一侧：从 theta 往上走了一步，却没有往下走。"
    ),
    "gradient_checking.gradient_check.one-sided-below": (
        "斜率只取了一侧：从 theta 往下走了一步，却没有往上走。"
    ),
    "gradient_checking.gradient_check.the-same-twice": (
        "两个代价相同，所以斜率全是零。"
        "移动的那一步到底有没有传到代价那里？可能是同一个数组有两个名字。"
    ),
    "gradient_checking.gradient_check.plus-for-minus": "两个代价相加了，而斜率要用它们的差。",
    "gradient_checking.gradient_check.missing-brackets": (
        "只有第二个代价做了除法，要给整个差加上括号。"
    ),
    "gradient_checking.gradient_check.divided-and-multiplied": (
        "Python 从左往右算：/ 2 * epsilon 是先除以 2，再乘以 epsilon。注意括号。"
    ),
    "gradient_checking.gradient_check.divided-by-epsilon": (
        "两点之间的距离比你用的除数大。从一点到另一点有多远？"
    ),
    "gradient_checking.gradient_check.divided-by-two": (
        "代价之差只除以了 2，应该除以两点之间的距离。"
    ),
    "gradient_checking.gradient_check.not-divided": "这只是两个代价之差，而斜率是一个商。",
    "gradient_checking.gradient_check.upside-down": (
        "商上下颠倒了：斜率是代价的变化除以 theta 的变化。"
    ),
    "gradient_checking.gradient_check.turned-round": (
        "斜率的符号反了，或者分子里该是差的地方写成了和。"
    ),
    "gradient_checking.gradient_check.second-derivative": (
        "代价之差除以了 epsilon 的平方，这样得不到斜率。"
    ),
    "gradient_checking.gradient_check.curvature": (
        "这是斜率变化的快慢，也就是二阶导数，题目要的是斜率本身。"
    ),
    "gradient_checking.gradient_check.half-the-step": (
        "两点之间的距离比你用的除数小。往每一侧走的那一步有多长？"
    ),
    "gradient_checking.gradient_check.half-epsilon": (
        "步长只有应有的一半：epsilon 是往每一侧走的步长。"
    ),
    "gradient_checking.gradient_check.twice-epsilon": (
        "步长是应有的两倍：epsilon 是往每一侧走的步长。"
    ),
    "gradient_checking.gradient_check.twice-the-step": (
        "两点之间的距离比你用的除数大。往每一侧只走一步，步长是 epsilon。"
    ),
    "gradient_checking.gradient_check.relative-step": (
        "theta 乘上了 1 + epsilon，而不管 theta 是多少，步长都应该是 epsilon。"
    ),
    "gradient_checking.gradient_check.fixed-epsilon": "步长总是 1e-7，应该用参数 epsilon。",
    "gradient_checking.gradient_check.default-epsilon": "参数 epsilon 没有起作用：步长总是一样的。",
    "gradient_checking.gradient_check.large-fixed-epsilon": "步长总是 1e-4，应该用参数 epsilon。",
    "gradient_checking.gradient_check.four-points": (
        "这是一个更精细的公式，用了四个点，题目要的是用两个点的那个。"
    ),
    "gradient_checking.gradient_check.no-denominator": (
        "这个差不是相对的：梯度是 1000 时，允许的偏差可以比梯度是 0.001 时大。"
    ),
    "gradient_checking.gradient_check.only-the-gradient-below": (
        "分母里只有梯度，它的近似值也应该放进去。"
    ),
    "gradient_checking.gradient_check.only-the-approximation-below": (
        "分母里只有近似值，梯度也应该放进去。"
    ),
    "gradient_checking.gradient_check.no-brackets-below": (
        "Python 先除后加，所以整个分母要加上括号。"
    ),
    "gradient_checking.gradient_check.no-brackets-above": (
        "Python 先除后减，所以整个分子要加上括号。"
    ),
    "gradient_checking.gradient_check.length-of-the-sum": (
        "分母是和的大小，应该用两个大小之和，那样就不会互相抵消。"
    ),
    "gradient_checking.gradient_check.product-below": "分母里的两个大小相乘了，应该相加。",
    "gradient_checking.gradient_check.larger-below": (
        "分母用的是两个大小中较大的一个，应该用它们的和。"
    ),
    "gradient_checking.gradient_check.smaller-below": (
        "分母用的是两个大小中较小的一个，应该用它们的和。"
    ),
    "gradient_checking.gradient_check.mean-below": (
        "这是所求结果的两倍。分母里是不是用了两个大小的平均值？"
    ),
    "gradient_checking.gradient_check.halved": "这是所求结果的一半。多出来的因子是从哪里来的？",
    "gradient_checking.gradient_check.squares": (
        "分子和分母里的大小都被平方了，而大小是平方和的平方根。"
    ),
    "gradient_checking.gradient_check.squares-below": (
        "分母里的大小被平方了，而大小是平方和的平方根。"
    ),
    "gradient_checking.gradient_check.squares-above": (
        "分子里的大小被平方了，而大小是平方和的平方根。"
    ),
    "gradient_checking.gradient_check.one-root-below": (
        "分母把所有的平方放在了同一个根号下，它应该是两个大小之和。"
    ),
    "gradient_checking.gradient_check.square-of-the-ratio": (
        "这是所求结果的平方。是不是少了一个根号？"
    ),
    "gradient_checking.gradient_check.root-of-the-ratio": (
        "这是所求结果的平方根。是不是多了一个根号？"
    ),
    "gradient_checking.gradient_check.difference-of-sizes": (
        "只比较了大小，而两个梯度可以大小相同，却指向不同的方向。"
    ),
    "gradient_checking.gradient_check.sizes-subtracted": (
        "一个大小减去了另一个大小，应该用差的大小。"
    ),
    "gradient_checking.gradient_check.epsilon-below": (
        "分母里加上了 epsilon，它一大，影响就看得出来。把它去掉。"
    ),
    "gradient_checking.gradient_check.divided-by-epsilon-again": (
        "结果又除以了一次 epsilon，而这个除法只属于斜率。"
    ),
    "gradient_checking.gradient_check.upside-down-ratio": (
        "比值上下颠倒了：两者一致时，它应该很小。"
    ),
    "gradient_checking.gradient_check.one-minus": "两者一致时，这里得到的是 1，应该是 0。",
    "gradient_checking.gradient_check.per-cent": "这是所求结果的一百倍。是不是用百分数表示了？",
    "gradient_checking.gradient_check.digits": "这是差异的对数，应该返回差异本身。",
    "gradient_checking.gradient_check.yes-or-no": "这只说了梯度对不对，应该返回差异本身。",
    "gradient_checking.gradient_check.rounded": "差异被四舍五入了，应该把它原样返回。",
    "gradient_checking.gradient_check.nothing-returned": "差异算出来了，却没有返回。",
    "gradient_checking.gradient_check.comparison": (
        "梯度正确时差异很小，本该如此，所以斜率是对的。看看差是怎样变成一个数的，又除以了什么。"
    ),
    "gradient_checking.gradient_check.right-found-wrong": (
        "连正确的梯度也判成了错的，所以先看斜率。"
        "theta 有没有往两侧各移动 epsilon？代价之差（上减下）有没有除以 2 epsilon？"
    ),
    "gradient_checking.gradient_check.some-found-wrong": (
        "梯度正确时差异很小，本该如此，可是对某些错误的梯度，"
        "差异就不对了。看看步长，再看看差是怎样变成相对值的。"
    ),
    # sigmoid
    "gradient_checking.sigmoid.the-sigmoid": "这是 sigmoid 本身，题目要的是它的导数。",
    "gradient_checking.sigmoid.z-for-s": "该用 sigmoid 的值的地方用了 z，要先求 sigmoid。",
    "gradient_checking.sigmoid.one-minus": "少了一个因子：这是 1 - s，或者是一个分母没有平方的商。",
    "gradient_checking.sigmoid.twice-the-same-factor": "两个因子相同，再看看第二个。",
    "gradient_checking.sigmoid.twice-the-other-factor": "两个因子相同，再看看第一个。",
    "gradient_checking.sigmoid.plus": "第二个因子里的符号不对：导数永远不会超过 1/4。",
    "gradient_checking.sigmoid.negative": "导数成了负的，而 sigmoid 是处处上升的。",
    "gradient_checking.sigmoid.no-brackets": (
        "Python 先乘后减，所以这是 s - s，或者 s * 1 - s。注意括号。"
    ),
    "gradient_checking.sigmoid.of-the-activation": "求导之前，sigmoid 用了两次，一次就够了。",
    "gradient_checking.sigmoid.second-factor-twice": "第二个因子里，sigmoid 用了两次，一次就够了。",
    "gradient_checking.sigmoid.one-minus-inside": (
        "第二个因子里，还没有求 sigmoid，就先用 1 减去了 z。要先求 sigmoid。"
    ),
    "gradient_checking.sigmoid.sigmoid-of-the-derivative": (
        "对导数又求了 sigmoid，应该返回导数本身。"
    ),
    "gradient_checking.sigmoid.squared": "导数被平方了。是不是多了一个平方？",
    "gradient_checking.sigmoid.one-minus-the-square": (
        "这是 1 - s**2，这种形式属于 tanh，用的是 tanh 自己的值。"
    ),
    "gradient_checking.sigmoid.s-times-one-minus-square": "第二个因子里多了一个平方。",
    "gradient_checking.sigmoid.tanh": "这是 tanh 的导数，题目要的是 sigmoid 的导数。",
    "gradient_checking.sigmoid.relu": "这是 ReLU 的导数，题目要的是 sigmoid 的导数。",
    "gradient_checking.sigmoid.square-inside": "分母只有一部分被平方了，平方应该作用在整个和上。",
    "gradient_checking.sigmoid.z-in-one-factor": "两个因子里有一个该用 sigmoid 的值，却用了 z。",
    "gradient_checking.sigmoid.exponent-sign": "分子和分母里指数的符号不一样，两处要用同一个。",
    "gradient_checking.sigmoid.inner-sign": "内层导数有一个负号，外层导数也有一个，两者抵消。",
    "gradient_checking.sigmoid.second-derivative": "这是二阶导数，题目要的是一阶导数。",
    "gradient_checking.sigmoid.halved": "这是导数的一半。多出来的因子是从哪里来的？",
    "gradient_checking.sigmoid.doubled": "这是导数的两倍。多出来的因子是从哪里来的？",
    "gradient_checking.sigmoid.with-z": "多了一个因子 z，而 z 只通过 sigmoid 起作用。",
    "gradient_checking.sigmoid.two-to-the": (
        "这对应的是用 2 的幂写成的 sigmoid，而我们的 sigmoid 用的是 e 的幂。"
    ),
    "gradient_checking.sigmoid.summed": "整个数组只有一个数，而每个元素都有自己的导数。",
    "gradient_checking.sigmoid.averaged": "这是整个数组的平均值，而每个元素都有自己的导数。",
    "gradient_checking.sigmoid.flattened": "导数的形状丢了，它的形状应该和 z 一样。",
    "gradient_checking.sigmoid.transposed": "导数转置了，它的形状应该和 z 一样。",
    "gradient_checking.sigmoid.rounded": "导数被四舍五入了，返回时要保留所有数位。",
    "gradient_checking.sigmoid.nothing-returned": "导数算出来了，却没有返回。",
    # numerical_gradient
    "gradient_checking.numerical_gradient.all-at-once": (
        "所有参数一起移动了，而每个元素只是沿着它自己那个参数的斜率，所以一次只移动一个。"
    ),
    "gradient_checking.numerical_gradient.up-to-here": (
        "轮到下一个元素时，前面的元素还停在移动后的位置。每次都要从 theta 出发。"
    ),
    "gradient_checking.numerical_gradient.not-put-back": (
        "轮到下一个元素时，上一个元素还停在移动后的位置。theta 有没有先复制一份，或者移回原处？"
    ),
    "gradient_checking.numerical_gradient.moved-too-far-back": (
        "有的元素最后停在了比原处更高的位置。theta 有没有先复制一份，或者移回原处？"
    ),
    "gradient_checking.numerical_gradient.only-the-last": (
        "只有最后一个元素有斜率，其余都是零。循环的每一轮都填了它自己的元素吗？"
    ),
    "gradient_checking.numerical_gradient.only-the-first": (
        "只有第一个元素有斜率，其余都是零。是循环结束得太早，还是函数在循环里面就返回了？"
    ),
    "gradient_checking.numerical_gradient.last-missing": "最后一个元素是零。看看循环到哪里结束。",
    "gradient_checking.numerical_gradient.first-missing": "第一个元素是零。看看循环从哪里开始。",
    "gradient_checking.numerical_gradient.the-last-everywhere": (
        "每个元素都成了最后一个元素的斜率。每个斜率都要放在自己的元素里。"
    ),
    "gradient_checking.numerical_gradient.added-up": (
        "每个元素都是到它为止的斜率之和，它应该只放自己的斜率。"
    ),
    "gradient_checking.numerical_gradient.backwards": (
        "元素的顺序倒过来了，应该和 theta 的顺序一致。"
    ),
    "gradient_checking.numerical_gradient.one-number": "这只是一个数，而每个参数都有自己的斜率。",
    "gradient_checking.numerical_gradient.normalised": "梯度被缩放到了长度 1，而它的大小也要紧。",
    "gradient_checking.numerical_gradient.averaged": (
        "斜率除以了它们的个数，而 theta 里放的不是样本，没有什么要平均的。"
    ),
    "gradient_checking.numerical_gradient.absolute-values": "斜率的符号丢了，而斜率可以是负的。",
    "gradient_checking.numerical_gradient.as-a-row": (
        "梯度成了一行，它的形状应该和 theta 一样，是一列。"
    ),
    "gradient_checking.numerical_gradient.flat": (
        "梯度是一维向量，它的形状应该和 theta 一样，是一列。"
    ),
    "gradient_checking.numerical_gradient.as-a-list": (
        "斜率是作为列表返回的。把它们放进一个数组，形状和 theta 一样。"
    ),
    "gradient_checking.numerical_gradient.a-square": (
        "每个斜率都变成了一整行，它应该是一个数，所以看看形状。"
    ),
    "gradient_checking.numerical_gradient.a-step-taken": (
        "这是走了一步之后的 theta，题目要的是梯度。"
    ),
    "gradient_checking.numerical_gradient.nothing-returned": "斜率算出来了，却没有返回。",
    "gradient_checking.numerical_gradient.minus-from-plus": (
        "theta - epsilon 最后成了 theta 本身时，就会得到这个结果。"
        "你的 theta - epsilon 是不是由 theta + epsilon 算来的？"
    ),
    "gradient_checking.numerical_gradient.plus-only-back": (
        "theta + epsilon 最后成了 theta 本身时，就会得到这个结果。"
        "你的 theta + epsilon 是不是由 theta - epsilon 算来的？"
    ),
    "gradient_checking.numerical_gradient.one-sided": (
        "斜率只取了一侧：从 theta 往上走了一步，却没有往下走。"
    ),
    "gradient_checking.numerical_gradient.one-sided-below": (
        "斜率只取了一侧：从 theta 往下走了一步，却没有往上走。"
    ),
    "gradient_checking.numerical_gradient.the-same-twice": (
        "两个代价相同，所以斜率全是零。"
        "移动的那一步到底有没有传到代价那里？可能是同一个数组有两个名字。"
    ),
    "gradient_checking.numerical_gradient.plus-for-minus": "两个代价相加了，而斜率要用它们的差。",
    "gradient_checking.numerical_gradient.missing-brackets": (
        "只有第二个代价做了除法，要给整个差加上括号。"
    ),
    "gradient_checking.numerical_gradient.divided-and-multiplied": (
        "Python 从左往右算：/ 2 * epsilon 是先除以 2，再乘以 epsilon。注意括号。"
    ),
    "gradient_checking.numerical_gradient.divided-by-epsilon": (
        "两点之间的距离比你用的除数大。从一点到另一点有多远？"
    ),
    "gradient_checking.numerical_gradient.divided-by-two": (
        "代价之差只除以了 2，应该除以两点之间的距离。"
    ),
    "gradient_checking.numerical_gradient.not-divided": "这只是两个代价之差，而斜率是一个商。",
    "gradient_checking.numerical_gradient.upside-down": (
        "商上下颠倒了：斜率是代价的变化除以 theta 的变化。"
    ),
    "gradient_checking.numerical_gradient.turned-round": (
        "斜率的符号反了，或者分子里该是差的地方写成了和。"
    ),
    "gradient_checking.numerical_gradient.second-derivative": (
        "代价之差除以了 epsilon 的平方，这样得不到斜率。"
    ),
    "gradient_checking.numerical_gradient.curvature": (
        "这是斜率变化的快慢，也就是二阶导数，题目要的是斜率本身。"
    ),
    "gradient_checking.numerical_gradient.half-the-step": (
        "两点之间的距离比你用的除数小。往每一侧走的那一步有多长？"
    ),
    "gradient_checking.numerical_gradient.half-epsilon": (
        "步长只有应有的一半：epsilon 是往每一侧走的步长。"
    ),
    "gradient_checking.numerical_gradient.twice-epsilon": (
        "步长是应有的两倍：epsilon 是往每一侧走的步长。"
    ),
    "gradient_checking.numerical_gradient.twice-the-step": (
        "两点之间的距离比你用的除数大。往每一侧只走一步，步长是 epsilon。"
    ),
    "gradient_checking.numerical_gradient.relative-step": (
        "theta 乘上了 1 + epsilon，而不管 theta 是多少，步长都应该是 epsilon。"
    ),
    "gradient_checking.numerical_gradient.fixed-epsilon": "步长总是 1e-7，应该用参数 epsilon。",
    "gradient_checking.numerical_gradient.default-epsilon": (
        "参数 epsilon 没有起作用：步长总是一样的。"
    ),
    "gradient_checking.numerical_gradient.large-fixed-epsilon": (
        "步长总是 1e-4，应该用参数 epsilon。"
    ),
    "gradient_checking.numerical_gradient.four-points": (
        "这是一个更精细的公式，用了四个点，题目要的是用两个点的那个。"
    ),
    "gradient_checking.numerical_gradient.several-parameters": (
        "只有一个参数时斜率是对的，有好几个参数时就不对了。"
        "每个参数是单独移动的吗？其余的有没有留在原处？"
    ),
    # gradient_check_n
    "gradient_checking.gradient_check_n.weights-first": (
        "梯度和斜率，一个是先排所有权重、再排所有偏置，另一个不是。两者要用同一种顺序。"
    ),
    "gradient_checking.gradient_check_n.own-order": (
        "梯度是照它们的字典里碰巧的顺序取的，应该按名字来取。"
    ),
    "gradient_checking.gradient_check_n.sorted-names": (
        "梯度按名字排了序，所有的 db 就都排到了所有的 dW 前面，而参数是按另一种顺序排的。"
    ),
    "gradient_checking.gradient_check_n.backwards": (
        "梯度从最后一层排起，参数却从第一层排起。两者要用同一种顺序。"
    ),
    "gradient_checking.gradient_check_n.columns-first": (
        "梯度和斜率，一个是一列一列展开的，另一个是一行一行展开的。两者要用同一种顺序。"
    ),
    "gradient_checking.gradient_check_n.only-weights": (
        "只比较了权重，所以偏置的梯度错了也发现不了。把偏置也算进来。"
    ),
    "gradient_checking.gradient_check_n.only-biases": (
        "只比较了偏置，所以权重的梯度错了也发现不了。把权重也算进来。"
    ),
    "gradient_checking.gradient_check_n.biases-without-slope": (
        "偏置的斜率是零。偏置也是参数，所以也要移动它们。"
    ),
    "gradient_checking.gradient_check_n.biases-taken-on-trust": (
        "偏置的梯度错了也发现不了。偏置的斜率也要量出来。"
    ),
    "gradient_checking.gradient_check_n.first-layer": "只比较了第一层，要把所有层都算进来。",
    "gradient_checking.gradient_check_n.last-layer": "只比较了最后一层，要把所有层都算进来。",
    "gradient_checking.gradient_check_n.last-layer-missing": (
        "最后一层没有比较。看看遍历各层的循环到哪里结束。"
    ),
    "gradient_checking.gradient_check_n.first-array": (
        "只比较了第一个数组。是不是有个循环返回得太早？"
    ),
    "gradient_checking.gradient_check_n.last-entry": (
        "只比较了最后一个数组的最后一个元素。是不是有个结果在循环里被覆盖了？"
    ),
    "gradient_checking.gradient_check_n.first-entry": (
        "只比较了第一个元素。是不是有个循环返回得太早？"
    ),
    "gradient_checking.gradient_check_n.last-entry-measured": (
        "只有最后一个元素有斜率，其余都是零。是不是有个结果在循环里被覆盖了？"
    ),
    "gradient_checking.gradient_check_n.first-entry-measured": (
        "只有第一个元素有斜率，其余都是零。是不是有个循环返回得太早？"
    ),
    "gradient_checking.gradient_check_n.last-entry-missing": (
        "漏掉了最后一个元素。看看循环到哪里结束。"
    ),
    "gradient_checking.gradient_check_n.first-entry-missing": (
        "漏掉了第一个元素。看看循环从哪里开始。"
    ),
    "gradient_checking.gradient_check_n.one-entry-of-each-array": (
        "每个数组只有第一个元素有斜率，而每个元素都要有。"
    ),
    "gradient_checking.gradient_check_n.one-row-of-each-array": (
        "每个数组只有第一行有斜率，而每个元素都要有。"
    ),
    "gradient_checking.gradient_check_n.whole-arrays-moved": (
        "一个数组的所有元素一起移动了，一次只能移动一个。"
    ),
    "gradient_checking.gradient_check_n.all-moved": "所有参数一起移动了，一次只能移动一个。",
    "gradient_checking.gradient_check_n.not-put-back": (
        "轮到下一个参数时，上一个参数还停在移动后的位置。"
        "数组有没有先复制一份，或者移回原处？（字典和它的副本共用同样的数组。）"
    ),
    "gradient_checking.gradient_check_n.moved-too-far-back": (
        "有的参数最后停在了比原处更高的位置。数组有没有先复制一份，或者移回原处？"
    ),
    "gradient_checking.gradient_check_n.added-up": (
        "各个数组的差异加在了一起，而每个范数都应该对所有参数一起取。"
    ),
    "gradient_checking.gradient_check_n.averaged": (
        "各个数组的差异取了平均，而每个范数都应该对所有参数一起取。"
    ),
    "gradient_checking.gradient_check_n.the-worst-array": (
        "这是各个数组的差异中最大的一个，而每个范数都应该对所有参数一起取。"
    ),
    "gradient_checking.gradient_check_n.norms-added": (
        "各个数组的范数加在了一起，而每个范数都应该对所有参数一起取。"
    ),
    "gradient_checking.gradient_check_n.flat-minus-column": (
        "一维向量减去一列，得到的是一个方形的数组。要让两者形状相同。"
    ),
    "gradient_checking.gradient_check_n.sums-of-sizes": (
        "各个元素的大小加在了一起，而范数是平方和的平方根。"
    ),
    "gradient_checking.gradient_check_n.largest-entries": (
        "只比较了最大的元素，而范数是平方和的平方根。"
    ),
    "gradient_checking.gradient_check_n.plain-sums": (
        "有正有负的元素加在一起，互相抵消了，而范数是平方和的平方根。"
    ),
    "gradient_checking.gradient_check_n.entry-by-entry": (
        "每个元素是相对于它自己来比较的，而每个范数都应该对所有参数一起取。"
    ),
    "gradient_checking.gradient_check_n.no-root-above": (
        "一处取了平均，另一处没有取。两处要用同样的范数。"
    ),
    "gradient_checking.gradient_check_n.minus-from-plus": (
        "theta - epsilon 最后成了 theta 本身时，就会得到这个结果。"
        "你的 theta - epsilon 是不是由 theta + epsilon 算来的？"
    ),
    "gradient_checking.gradient_check_n.plus-only-back": (
        "theta + epsilon 最后成了 theta 本身时，就会得到这个结果。"
        "你的 theta + epsilon 是不是由 theta - epsilon 算来的？"
    ),
    "gradient_checking.gradient_check_n.one-sided": (
        "斜率只取了一侧：从 theta 往上走了一步，却没有往下走。"
    ),
    "gradient_checking.gradient_check_n.one-sided-below": (
        "斜率只取了一侧：从 theta 往下走了一步，却没有往上走。"
    ),
    "gradient_checking.gradient_check_n.the-same-twice": (
        "两个代价相同，所以斜率全是零。"
        "移动的那一步到底有没有传到代价那里？可能是同一个数组有两个名字。"
    ),
    "gradient_checking.gradient_check_n.plus-for-minus": "两个代价相加了，而斜率要用它们的差。",
    "gradient_checking.gradient_check_n.missing-brackets": (
        "只有第二个代价做了除法，要给整个差加上括号。"
    ),
    "gradient_checking.gradient_check_n.divided-and-multiplied": (
        "Python 从左往右算：/ 2 * epsilon 是先除以 2，再乘以 epsilon。注意括号。"
    ),
    "gradient_checking.gradient_check_n.divided-by-epsilon": (
        "两点之间的距离比你用的除数大。从一点到另一点有多远？"
    ),
    "gradient_checking.gradient_check_n.divided-by-two": (
        "代价之差只除以了 2，应该除以两点之间的距离。"
    ),
    "gradient_checking.gradient_check_n.not-divided": "这只是两个代价之差，而斜率是一个商。",
    "gradient_checking.gradient_check_n.upside-down": (
        "商上下颠倒了：斜率是代价的变化除以 theta 的变化。"
    ),
    "gradient_checking.gradient_check_n.turned-round": (
        "斜率的符号反了，或者分子里该是差的地方写成了和。"
    ),
    "gradient_checking.gradient_check_n.second-derivative": (
        "代价之差除以了 epsilon 的平方，这样得不到斜率。"
    ),
    "gradient_checking.gradient_check_n.curvature": (
        "这是斜率变化的快慢，也就是二阶导数，题目要的是斜率本身。"
    ),
    "gradient_checking.gradient_check_n.half-the-step": (
        "两点之间的距离比你用的除数小。往每一侧走的那一步有多长？"
    ),
    "gradient_checking.gradient_check_n.half-epsilon": (
        "步长只有应有的一半：epsilon 是往每一侧走的步长。"
    ),
    "gradient_checking.gradient_check_n.twice-epsilon": (
        "步长是应有的两倍：epsilon 是往每一侧走的步长。"
    ),
    "gradient_checking.gradient_check_n.twice-the-step": (
        "两点之间的距离比你用的除数大。往每一侧只走一步，步长是 epsilon。"
    ),
    "gradient_checking.gradient_check_n.relative-step": (
        "theta 乘上了 1 + epsilon，而不管 theta 是多少，步长都应该是 epsilon。"
    ),
    "gradient_checking.gradient_check_n.fixed-epsilon": "步长总是 1e-7，应该用参数 epsilon。",
    "gradient_checking.gradient_check_n.default-epsilon": (
        "参数 epsilon 没有起作用：步长总是一样的。"
    ),
    "gradient_checking.gradient_check_n.large-fixed-epsilon": "步长总是 1e-4，应该用参数 epsilon。",
    "gradient_checking.gradient_check_n.four-points": (
        "这是一个更精细的公式，用了四个点，题目要的是用两个点的那个。"
    ),
    "gradient_checking.gradient_check_n.no-denominator": (
        "这个差不是相对的：梯度是 1000 时，允许的偏差可以比梯度是 0.001 时大。"
    ),
    "gradient_checking.gradient_check_n.only-the-gradient-below": (
        "分母里只有梯度，它的近似值也应该放进去。"
    ),
    "gradient_checking.gradient_check_n.only-the-approximation-below": (
        "分母里只有近似值，梯度也应该放进去。"
    ),
    "gradient_checking.gradient_check_n.no-brackets-below": (
        "Python 先除后加，所以整个分母要加上括号。"
    ),
    "gradient_checking.gradient_check_n.no-brackets-above": (
        "Python 先除后减，所以整个分子要加上括号。"
    ),
    "gradient_checking.gradient_check_n.length-of-the-sum": (
        "分母是和的大小，应该用两个大小之和，那样就不会互相抵消。"
    ),
    "gradient_checking.gradient_check_n.product-below": "分母里的两个大小相乘了，应该相加。",
    "gradient_checking.gradient_check_n.larger-below": (
        "分母用的是两个大小中较大的一个，应该用它们的和。"
    ),
    "gradient_checking.gradient_check_n.smaller-below": (
        "分母用的是两个大小中较小的一个，应该用它们的和。"
    ),
    "gradient_checking.gradient_check_n.mean-below": (
        "这是所求结果的两倍。分母里是不是用了两个大小的平均值？"
    ),
    "gradient_checking.gradient_check_n.halved": "这是所求结果的一半。多出来的因子是从哪里来的？",
    "gradient_checking.gradient_check_n.squares": (
        "分子和分母里的大小都被平方了，而大小是平方和的平方根。"
    ),
    "gradient_checking.gradient_check_n.squares-below": (
        "分母里的大小被平方了，而大小是平方和的平方根。"
    ),
    "gradient_checking.gradient_check_n.squares-above": (
        "分子里的大小被平方了，而大小是平方和的平方根。"
    ),
    "gradient_checking.gradient_check_n.one-root-below": (
        "分母把所有的平方放在了同一个根号下，它应该是两个大小之和。"
    ),
    "gradient_checking.gradient_check_n.square-of-the-ratio": (
        "这是所求结果的平方。是不是少了一个根号？"
    ),
    "gradient_checking.gradient_check_n.root-of-the-ratio": (
        "这是所求结果的平方根。是不是多了一个根号？"
    ),
    "gradient_checking.gradient_check_n.difference-of-sizes": (
        "只比较了大小，而两个梯度可以大小相同，却指向不同的方向。"
    ),
    "gradient_checking.gradient_check_n.sizes-subtracted": (
        "一个大小减去了另一个大小，应该用差的大小。"
    ),
    "gradient_checking.gradient_check_n.epsilon-below": (
        "分母里加上了 epsilon，它一大，影响就看得出来。把它去掉。"
    ),
    "gradient_checking.gradient_check_n.divided-by-epsilon-again": (
        "结果又除以了一次 epsilon，而这个除法只属于斜率。"
    ),
    "gradient_checking.gradient_check_n.upside-down-ratio": (
        "比值上下颠倒了：两者一致时，它应该很小。"
    ),
    "gradient_checking.gradient_check_n.one-minus": "两者一致时，这里得到的是 1，应该是 0。",
    "gradient_checking.gradient_check_n.per-cent": "这是所求结果的一百倍。是不是用百分数表示了？",
    "gradient_checking.gradient_check_n.digits": "这是差异的对数，应该返回差异本身。",
    "gradient_checking.gradient_check_n.yes-or-no": "这只说了梯度对不对，应该返回差异本身。",
    "gradient_checking.gradient_check_n.rounded": "差异被四舍五入了，应该把它原样返回。",
    "gradient_checking.gradient_check_n.nothing-returned": "差异算出来了，却没有返回。",
    "gradient_checking.gradient_check_n.own-net": (
        "不管传入什么，代价总是来自同一个网络。要调用 forward_propagation_n。"
    ),
    "gradient_checking.gradient_check_n.always-agreeing": (
        "什么梯度都能通过，连错的也一样。到底是什么在和什么比较？"
    ),
    "gradient_checking.gradient_check_n.slopes-returned": "这些是斜率，要把它们和梯度比较。",
    "gradient_checking.gradient_check_n.comparison": (
        "梯度正确时差异很小，本该如此，所以斜率是对的。看看差是怎样变成一个数的，又除以了什么。"
    ),
    "gradient_checking.gradient_check_n.right-found-wrong": (
        "连正确的梯度也判成了错的，所以先看斜率。每个参数是不是单独移动，"
        "往两侧各移动 epsilon？代价之差（上减下）有没有除以 2 epsilon？斜率和梯度的顺序一样吗？"
    ),
    "gradient_checking.gradient_check_n.some-found-wrong": (
        "梯度正确时差异很小，本该如此，可是对某些错误的梯度，"
        "差异就不对了。每个元素都比较了吗？差又是怎样变成一个数的？"
    ),
    # backward_n
    "gradient_checking.backward_n.turned-round": (
        "梯度的符号反了。最后一层里，输出和标签，哪个在前？"
    ),
    "gradient_checking.backward_n.derivative-by-the-output": (
        "最后一层是从对 A3 的导数开始的，应该用对 Z3 的导数，它在 sigmoid 的另一侧。"
    ),
    "gradient_checking.backward_n.never-averaged": "样本越多，梯度就越大，而代价是平均值。",
    "gradient_checking.backward_n.weights-not-averaged": (
        "样本越多，权重的梯度就越大，而代价是平均值。"
    ),
    "gradient_checking.backward_n.averaged-twice-everywhere": (
        "样本越多，梯度就越小。是不是在 dZ3 里取了一次平均，后面每一行又取了一次？"
    ),
    "gradient_checking.backward_n.sums-for-inputs": (
        "权重的梯度用到了前一层的 Z，而每一层的输入是前一层的 A。"
    ),
    "gradient_checking.backward_n.gradient-for-switch": (
        "反向传播时，让什么通过是由梯度的符号决定的，而应该看 Z 是否大于 0。"
    ),
    "gradient_checking.backward_n.biases-not-averaged": (
        "样本越多，偏置的梯度就越大，而代价是平均值。"
    ),
    "gradient_checking.backward_n.not-averaged-dW1": "样本越多，dW1 就越大，而代价是平均值。",
    "gradient_checking.backward_n.not-averaged-dW2": "样本越多，dW2 就越大，而代价是平均值。",
    "gradient_checking.backward_n.not-averaged-db1": "样本越多，db1 就越大，而代价是平均值。",
    "gradient_checking.backward_n.not-averaged-db2": "样本越多，db2 就越大，而代价是平均值。",
    "gradient_checking.backward_n.not-averaged-db3": "样本越多，db3 就越大，而代价是平均值。",
    "gradient_checking.backward_n.features-counted-dW1": (
        "dW1 的所有元素都差同一个倍数。数的是 X 的哪个轴？"
    ),
    "gradient_checking.backward_n.biases-averaged-twice": (
        "样本越多，偏置的梯度就越小。平均取了几次？"
    ),
    "gradient_checking.backward_n.doubled": "梯度是应有大小的两倍。多出来的因子是从哪里来的？",
    "gradient_checking.backward_n.no-activation": (
        "反向传播时漏掉了激活函数的导数，每个隐藏层都需要它。"
    ),
    "gradient_checking.backward_n.compared-last": (
        "反向传播时，Python 先乘后比较，要给比较加上括号。"
    ),
    "gradient_checking.backward_n.sum-for-switch": (
        "反向传播时，Z 本身成了一个因子，而它应该只决定让什么通过。"
    ),
    "gradient_checking.backward_n.other-half": (
        "反向传播时，ReLU 在原本关着的地方放行了，在原本开着的地方挡住了，应该反过来。"
    ),
    "gradient_checking.backward_n.activation-for-its-derivative": (
        "反向传播时用的是激活函数本身，那里应该用它的导数。"
    ),
    "gradient_checking.backward_n.sigmoid-inside": (
        "反向传播时，隐藏层用了 sigmoid 的导数，而它们的激活函数是 ReLU。"
    ),
    "gradient_checking.backward_n.tanh-inside": (
        "反向传播时，隐藏层用了 tanh 的导数，而它们的激活函数是 ReLU。"
    ),
    "gradient_checking.backward_n.sign-for-switch": (
        "反向传播时，关着的单元把符号反过来了，而它应该什么都不让通过。"
    ),
    "gradient_checking.backward_n.leaky": (
        "反向传播时，关着的单元漏过去了一点，而 ReLU 什么都不让通过。"
    ),
    "gradient_checking.backward_n.biases-zero": "偏置的梯度是零，而偏置也是要训练的。",
    "gradient_checking.backward_n.biases-missing": "缺少偏置的梯度：每一层还要有一个 db。",
    "gradient_checking.backward_n.biases-flat": (
        "偏置的梯度是一维的，它们的形状应该和 b 一样，是一列。"
    ),
    "gradient_checking.backward_n.biases-one-number": (
        "偏置的梯度每层只有一个数，而每个单元都有自己的梯度。"
    ),
    "gradient_checking.backward_n.weights-transposed": (
        "权重的梯度转置了，它们的形状应该和 W 一样。"
    ),
    "gradient_checking.backward_n.names-of-the-parameters": (
        "键用的是参数的键，应该是 dW1、db1 等。"
    ),
    "gradient_checking.backward_n.outermost-layer-only": (
        "只有最后一层有梯度，而每一层都需要自己的梯度。"
    ),
    "gradient_checking.backward_n.as-a-tuple": (
        "梯度是一个一个分开返回的。把它们放进字典，键是 dW1、db1 等。"
    ),
    "gradient_checking.backward_n.nothing-returned": "梯度算出来了，却没有返回。",
    "gradient_checking.backward_n.features-counted": (
        "梯度都差同一个倍数。找找它们共同用到的东西。"
    ),
    "gradient_checking.backward_n.derivative-of-another-cost": (
        "从最后一层起就全错了。看看反向传播从哪里起步。那一行属于哪一种代价？"
    ),
    "gradient_checking.backward_n.not-averaged-3": (
        "dW3 的所有元素都差同一个倍数。把它那一行和它的公式逐个符号对照一下。"
    ),
    "gradient_checking.backward_n.labels-forgotten": "db3 的反应不对劲。改动一个标签，观察 db3。",
    "gradient_checking.backward_n.averaged-twice": (
        "第 3 层以下全都差同一个倍数。看看从那里往下传的那一步。"
    ),
    "gradient_checking.backward_n.activation-for-its-derivative-2": (
        "从第 2 层往下，梯度都不对，而且差的不是同一个倍数。"
        "看看反向传播是怎样穿过第 2 层的激活函数的。"
    ),
    "gradient_checking.backward_n.before-the-activation-2": (
        "dW2 不对，而且差的不是同一个倍数。看看它那一行是从什么算起的。"
    ),
    "gradient_checking.backward_n.mean-for-sum-2": (
        "db2 的所有元素都差同一个倍数。这个倍数随样本数怎样变化？"
    ),
    "gradient_checking.backward_n.activation-passed-by": (
        "第 1 层从一开始就错了。看看从第 2 层传给它的是什么。"
    ),
    "gradient_checking.backward_n.derivative-of-another-activation-1": (
        "第 1 层不对，权重和偏置都是这样，而且差的不是同一个倍数。"
        "看看反向传播是怎样穿过它的激活函数的。"
    ),
    "gradient_checking.backward_n.averaged-over-units-1": (
        "dW1 的所有元素都差同一个倍数。这个倍数是随样本数变化，还是随各层的大小变化？"
    ),
    "gradient_checking.backward_n.before-the-activation-1": (
        "db1 不对，而且差的不是同一个倍数。看看它那一行是从什么算起的。"
    ),
    "gradient_checking.backward_n.last-layer": (
        "从第 3 层查起：dW3 已经错了，而它下面的一切都是由同一个 dZ3 算出来的。"
    ),
    "gradient_checking.backward_n.last-weights": "第 3 层里只有 dW3 错了。看看它那一行。",
    "gradient_checking.backward_n.layer-2": (
        "第 3 层是对的。看看传给第 2 层的是什么，再看看它的激活函数。"
    ),
    "gradient_checking.backward_n.weights-2": "db2 是对的，dW2 却不对。看看它那一行。",
    "gradient_checking.backward_n.layer-1": (
        "第 3 层和第 2 层都是对的。看看传给第 1 层的是什么，再看看它的激活函数。"
    ),
    "gradient_checking.backward_n.weights-1": "db1 是对的，dW1 却不对。看看它那一行。",
    "gradient_checking.backward_n.biases": "权重的梯度是对的。看看偏置的梯度。",
}
