"""The hints of the lab Image classification in Simplified Chinese."""

from __future__ import annotations

_SOFTMAX = (
    (
        "是损失错了，梯度错了，还是两个都错了？先把 reg 设为 0：如果这样就对了，就看惩罚项。"
        "如果只有得分很大时才出问题，就看看 exp 里放的是什么，对数里放的又是什么。"
    ),
    (
        "每个样本的所有得分都减去其中最大的那个。损失是它们的指数之和的对数，"
        "再减去正确类别的得分（也是减过之后的）。梯度里用的是概率，正确类别的概率要减 1。"
    ),
)

ENTRIES: dict[str, str] = {
    "image_classification.distances_two_loops.hint-1": (
        "两个循环，一个套着另一个，内层循环每一轮得出一个数。"
        "看看它比较的是哪两列，这个数又放到了哪里。"
    ),
    "image_classification.distances_two_loops.hint-2": (
        "逐个像素地比较两张图片：相减，平方，对所有像素求和，再把和开方。"
        "结果放在这张测试图片的那一行。"
    ),
    "image_classification.distances_two_loops.hint-3": (
        "动手算一算：图片 (1, 2) 和 (4, 6) 的差是 3 和 4，所以距离是 5。"
        "如果得到 25，就是漏了开方；如果得到 7，就是漏了平方。"
    ),
    "image_classification.distances_one_loop.hint-1": (
        "在循环里打印形状：训练图片组成一个矩阵，和它放在一起的那张测试图片必须是单独的一列。"
        "然后看看求和是沿着哪个轴进行的。"
    ),
    "image_classification.distances_one_loop.hint-2": (
        "循环的每一轮填好结果的一行：一张测试图片到所有训练图片的距离。"
        "求和是对像素进行的，而像素是矩阵的行。"
    ),
    "image_classification.distances_one_loop.hint-3": (
        "如果形状对不上，可能是图片丢了第二个轴：从 i 到 i + 1 的切片会把它保留下来。"
        "如果一行里的数全都一样，那就是把所有东西都加在了一起。"
    ),
    "image_classification.distances_no_loops.hint-1": (
        "这里有三部分：每张训练图片的平方和，每张测试图片的平方和，以及所有两两的乘积。"
        "把它们合在一起之前，先打印各自的形状。"
    ),
    "image_classification.distances_no_loops.hint-2": (
        "所有乘积来自一次矩阵乘法，每张测试图片占一行，每张训练图片占一列。"
        "测试图片的平方和要沿着自己的那一行铺开，所以这些和必须排成一列。"
    ),
    "image_classification.distances_no_loops.hint-3": (
        "用一个像素试试：图片 2 和 5，得到 4 + 25 - 20 = 9，开方是 3。"
        "如果得到 nan，那是在开方之前，舍入误差让某个和略小于 0 了。"
    ),
    "image_classification.predict_labels.hint-1": (
        "对每张测试图片有两步：找到最近的近邻，数一数它们的标签。"
        "拿一张图片，把这两步的结果都打印出来，看看是哪一步错了。"
    ),
    "image_classification.predict_labels.hint-2": (
        "把一行里的位置按距离排序，最近的训练图片就排在最前面。"
        "查出前 k 个的标签，数一数每个标签出现几次。票数最多的胜出。"
    ),
    "image_classification.predict_labels.hint-3": (
        "动手算一算：近邻的标签是 9、4、4 和 9，两个标签各得两票，所以答案是 4。"
        "如果你得到 9，就看看票数相同时是怎么决定的：应该是最小的标签胜出。"
    ),
    "image_classification.svm_loss_naive.hint-1": (
        "是损失错了，梯度错了，还是两个都错了？先把 reg 设为 0：如果这样就对了，就看惩罚项。"
        "如果还不对，就只取一个样本，写下它的各个得分。"
    ),
    "image_classification.svm_loss_naive.hint-2": (
        "对每个样本，除了正确的类别，每个类别都可能给损失加上一点："
        "它的得分比正确类别的得分减 1 高出多少，就加多少。加了的地方，梯度有两行要变："
        "它自己的那一行，和正确类别的那一行。"
    ),
    "image_classification.svm_loss_naive.hint-3": (
        "动手算一算：得分是 3、5 和 1，正确的是第一个类别。损失是 3。"
        "在梯度里，样本加到第二行，从第一行里减去，第三行仍然是 0。"
    ),
    "image_classification.svm_loss_vectorized.hint-1": (
        "和你自己的 svm_loss_naive 对照：取两个样本、三个类别，打印间隔的矩阵。每一列是一个样本。"
    ),
    "image_classification.svm_loss_vectorized.hint-2": (
        "小于 0 的间隔变成 0，正确类别的也变成 0。剩下的加起来除以 m，就是还没有惩罚项的损失。"
        "要得到梯度，把每个剩下的间隔变成 1，而正确类别的位置上是它那一列里 1 的个数的相反数。"
    ),
    "image_classification.svm_loss_vectorized.hint-3": (
        "如果损失正好大了 1，那是正确的类别还算在里面。"
        "如果只有梯度错了，就看看与 X.T 相乘的那个矩阵的一列：它加起来必须是 0。"
    ),
    **{
        f"image_classification.{name}.hint-{n}": text
        for name in ("softmax_loss_naive", "softmax_loss_vectorized")
        for n, text in enumerate(_SOFTMAX, start=1)
    },
    "image_classification.softmax_loss_naive.hint-3": (
        "动手算一算：得分是 2、0 和 0，正确的是第一个类别。概率是 0.79、0.11 和 0.11，"
        "损失是 0.24，梯度的各行是样本乘以 -0.21、0.11 和 0.11。"
    ),
    "image_classification.softmax_loss_vectorized.hint-3": (
        "取两个样本，和你自己的 softmax_loss_naive 对照。概率矩阵的每一列加起来必须是 1："
        "如果不是，就看看求最大得分和求和时用的是哪个轴。"
    ),
    "image_classification.three_layer.hint-1": (
        "损失对吗？那么前向传播也对，要看的就只有反向传播。dW3 也对吗？那么再往下看一层。"
        "把 reg 设为 0，可以看出是不是惩罚项的问题。"
    ),
    "image_classification.three_layer.hint-2": (
        "反向传播时，每一层对上面传来的东西做三件事：和这一层的输入做矩阵乘法，得到 dW；"
        "对样本求和，得到 db；再由转置的权重往下传。到了下面，"
        "只有前向传播时 ReLU 放过的那些才继续往下走。"
    ),
    "image_classification.three_layer.hint-3": (
        "用你已经会的方法检查：像梯度检验那个实验一样，量一量损失沿着 W1 的一个元素的斜率。"
        "如果所有权重的梯度都不对，而偏置的梯度是对的，那就是惩罚项的问题。"
    ),
    "image_classification.dropout.hint-1": (
        "这里有两部分：掩码，以及用它做什么。用一个全是 1 的数组调用你的函数："
        "你应该看到一些零，此外只有另外一个数。"
    ),
    "image_classification.dropout.hint-2": (
        "为每个元素抽一个 0 到 1 之间的数。小于 keep_prob，这个元素就留下。"
        "留下的要除以 keep_prob，来弥补丢掉的那些。"
    ),
    "image_classification.dropout.hint-3": (
        "用一个很大的全 1 数组试试，keep_prob = 0.8：大约五分之一的元素是 0，其余的是 1.25，"
        "均值仍然约为 1。如果各行或者各列看起来都一样，就是随机数的形状和 A 不同。"
    ),
    "image_classification.search.hint-1": (
        "这里有两步：每个网络的准确率，以及其中最大的在哪里。"
        "先只取一个网络，自己数一数它认对了几张。"
    ),
    "image_classification.search.hint-2": (
        "网络的得分要经过它的三层，前两层之后各有一个 ReLU。"
        "一张图片自己的类别得分最高，就算认对。准确率是认对的图片所占的比例。"
    ),
    "image_classification.search.hint-3": (
        "如果只有你自己的网络准确率不够：最后一次修改之后，把搜索重新运行一遍，"
        "再看看所有尝试的那幅图。只要学习率够大，八轮就足以达到 80%。"
    ),
}
