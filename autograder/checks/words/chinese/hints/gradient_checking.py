"""The hints of the lab Gradient Checking in Simplified Chinese."""

from __future__ import annotations

ENTRIES: dict[str, str] = {
    "gradient_checking.forward_1d.hint-1": (
        "要写的只有一行。把它和题目上方 J 的公式对照：公式里有的，这一行里都要有；"
        "公式里没有的就不要，没有偏置，没有激活函数，也没有平方。"
    ),
    "gradient_checking.forward_1d.hint-2": (
        "公式里两个字母并排写在一起，意思是相乘。把这个乘积照原样返回，保留符号和所有小数。"
    ),
    "gradient_checking.forward_1d.hint-3": (
        "动手算一算：输入是 3，参数是 4，代价就是 12；参数是 -0.5 时，代价是 -1.5。"
        "用这些数调用你的函数。如果什么都看不到，就是少了 `return`。"
    ),
    "gradient_checking.backward_1d.hint-1": (
        "看看是哪个字母在变：变的是参数，输入保持不动。"
        "这道题里没有步长，也没有 epsilon，只有一个要在纸上推出来的公式。"
    ),
    "gradient_checking.backward_1d.hint-2": (
        "把 J 看作参数的函数，它就是一条直线。它的导数就是这条直线的斜率，在直线上的每一处都一样。"
    ),
    "gradient_checking.backward_1d.hint-3": (
        "动手算一算，输入取 3：参数从 4 变到 5，代价就从 12 变到 15。那么从 10 变到 11 呢？"
        "两次代价各增加多少？这个数你在哪里见过？"
    ),
    "gradient_checking.gradient_check.hint-1": (
        "这里有三部分：斜率、导数，以及两者的比较。在函数里把前两个打印出来。"
        "导数正确时，它们有很多位数字一致；如果确实一致，就看比较那一步。"
    ),
    "gradient_checking.gradient_check.hint-2": (
        "斜率需要两个代价：一个把参数往上移一步，一个往下移一步。它们的差要除以这两处之间的距离。"
        "导数只需要调用一次，就在参数本身那里。"
    ),
    "gradient_checking.gradient_check.hint-3": (
        "留意括号，因为 Python 先除后减。然后动手算一算：斜率是 6，导数也是 6，结果就是 0；"
        "导数是 12，结果是三分之一；导数是 -6，结果是 1。"
    ),
    "gradient_checking.sigmoid.hint-1": (
        "一切都可以从一个数得出，那就是 sigmoid 的值：只算一次，再看看你用它做了什么。"
        "如果错的是形状，那就是在哪里对各个元素求了和，或者取了平均。"
    ),
    "gradient_checking.sigmoid.hint-2": (
        "把讲义里的分式拆成两个因子，每个因子的分母各有一个括号。其中一个你已经认识了。"
        "在纸上把两个因子加起来：关于另一个因子，这说明了什么？"
    ),
    "gradient_checking.sigmoid.hint-3": (
        "动手算一算：在 0 处，sigmoid 是 0.5，导数是 0.25，这是它的最大值。"
        "在 2 和 -2 处导数相同，约为 0.105。它从不为负，在很远的地方几乎是 0。"
    ),
    "gradient_checking.numerical_gradient.hint-1": (
        "看看循环的每一轮移动了什么，下一轮开始时它有没有回到原处。"
        "如果只有一个参数时对，有几个参数时不对，问题就在这里。"
    ),
    "gradient_checking.numerical_gradient.hint-2": (
        "每一轮只移动一个元素，往上一步得到一个代价，往下一步得到另一个，其余元素都保持原样。"
        "两者之间的斜率放进结果的同一个位置，结果的形状与 theta 相同。"
    ),
    "gradient_checking.numerical_gradient.hint-3": (
        "运行检查下面的那个例子：在 (2, 5) 处，梯度是 (4, 3)。然后打印 theta，它应该和原来一样。"
        "另外要用 2.0 这样的数，因为整数数组会把很小的步长截掉。"
    ),
    "gradient_checking.gradient_check_n.hint-1": (
        "这里有三部分：一列斜率，一列梯度，以及它们的比较。把两列并排打印出来。"
        "梯度正确时，它们一行一行都一致；如果确实一致，就看比较那一步。"
    ),
    "gradient_checking.gradient_check_n.hint-2": (
        "为了求出斜率，就需要一个以一列为自变量的代价：它先把这一列变回字典，"
        "再调用传给函数的前向传播。梯度要按名字、依参数的顺序排成一列。"
        "然后一次比较所有元素，和第 3 题一样。"
    ),
    "gradient_checking.gradient_check_n.hint-3": (
        "常出错的地方：前向传播返回的是一对，只有第一部分是代价。梯度的字典可以是任意顺序。"
        "对整列只求一个范数，而不是各个数组的范数之和。还有，epsilon 要传下去。"
    ),
    "gradient_checking.backward_n.hint-1": (
        "运行你的函数下面那个列出各个数组的单元格。从出错的最后一层开始："
        "更下面的一切都是由它得出的，这一层改对了，那些可能也就对了。"
    ),
    "gradient_checking.backward_n.hint-2": (
        "把那个数组的一行和题目上方的公式逐个字母地对照。如果所有元素都差同一个倍数，"
        "就看看除以了什么，除了几次。如果不是，就看看是哪些数组相乘。"
    ),
    "gradient_checking.backward_n.hint-3": (
        "一次只改一行，每次改完都重新运行那个列表。如果一层错了，而它后面的那一层是对的，"
        "就看看通向它的那两行：先往回穿过权重，再穿过 ReLU，后者只让原先大于 0 的通过。"
    ),
}
