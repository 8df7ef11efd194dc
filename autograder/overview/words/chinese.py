"""The sentences of the class report in Simplified Chinese."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "overview.title": "班级报告：{lab}",
    "overview.number": "学生 {number}",
    "overview.more": "{names}，另有 {count} 人",
    # What stands at the head of tables.
    "overview.head.checkpoint": "检查点",
    "overview.head.what": "结果是什么",
    "overview.head.count": "人数",
    "overview.head.who": "谁",
    "overview.head.criterion": "标准",
    "overview.head.share": "比例",
    "overview.head.student": "学生",
    "overview.head.seconds": "秒数",
    "overview.head.memory": "内存（MB）",
    "overview.head.median-tries": "尝试次数（中位数）",
    "overview.head.most-tries": "最多次数",
    "overview.head.passed-home": "通过人数",
    "overview.head.failed-home": "未通过人数",
    "overview.head.happened": "发生了什么",
    "overview.head.question": "问题",
    # How the class did.
    "overview.how": "全班情况",
    "overview.handed-in": (
        "共提交 {count} 份。已评分 {graded} 份，其中 {problems} 份有异常情况。"
        "无法读取而被拒收 {rejected} 份。"
    ),
    "overview.scores": (
        "满分 {most:g} 分，中位数为 {median:g} 分；"
        "可读取的提交中有一半在 {low:g} 分到 {high:g} 分之间。"
    ),
    "overview.scores-alike": "可读取的提交中至少有一半得了 {score:g} 分（满分 {most:g} 分）。",
    "overview.score": "得分为 {scores} 分（满分 {most:g} 分）。",
    "overview.few-scores": "得分分别为 {scores} 分（满分 {most:g} 分）。",
    "overview.nothing": "没有可读取的提交，因此没有答案可以统计。",
    "overview.by-hand": "其中 {points:g} 分由人工评阅；评阅之前不计入成绩。",
    "overview.late": "迟交：{count} 份。这里的分数还没有扣除迟交的扣分。",
    "overview.unfinished": "上一次评分中途停止，这里的部分内容可能较旧：请重新运行 grade。",
    "overview.damaged": (
        "评分记录中有 {count} 行无法读取。"
        "这些行里的学生在这里缺失，或仍是更早的结果：请重新运行 grade。"
    ),
    "overview.no-book": "无法读取成绩册，因此这里的分数是上一次评分时的分数。",
    "overview.histogram": "各分数段的学生人数。",
    "overview.columns": "{low:g} 到 {high:g} 分：{count}",
    "overview.bars": "可读取的提交在各检查点上的结果。",
    "overview.outcome.passed": "通过",
    "overview.outcome.partly": "部分正确",
    "overview.outcome.failed": "未通过",
    "overview.outcome.not attempted": "未作答",
    "overview.outcome.not run": "未检查",
    "overview.part": "{name} {share:.0%}",
    # Mistakes.
    "overview.mistakes": "常见错误（从多到少）",
    "overview.no-mistakes": "没有人犯已知的错误。",
    "overview.unexplained": "不属于任何已知错误的错误答案：",
    # What was left blank.
    "overview.blank": "未作答的部分",
    "overview.blank-code": "原样交回的练习：",
    "overview.blank-words": "下方没有写回答的问题：",
    "overview.no-blank": "没有留空的练习。",
    # Criteria.
    "overview.criteria": "最常不满足的标准",
    "overview.no-criteria": "所有标准都得到满足。",
    # Tries at home.
    "overview.tries": "通过之前尝试次数最多的检查点",
    "overview.tries-of": (
        "只有随笔记本一并提交了 .tries.json 文件，才能知道学生自己练习时尝试了多少次。"
        "带有该文件的提交：{count} 份（共 {all} 份）。这个文件不影响成绩，这里也不列出姓名。"
    ),
    # Is it the text, or the check?
    "overview.suspicious": "是题目的问题，还是检查的问题？",
    "overview.no-suspicious": (
        "没有哪个检查点让几乎所有作答的人以同样的方式出错，因此从数字上看没有理由怀疑实验本身。"
    ),
    "overview.few-tried": "没有哪个检查点有至少 {count} 名学生作答：人数太少，数字说明不了什么。",
    "overview.suspicion": (
        "{checkpoint}：作答的 {tried} 人中有 {count} 人不满足“{criterion}”这一标准。"
        "这么多人以同样的方式出错，可能是题目有误导，也可能是检查的要求超出了题目所说。"
    ),
    "overview.suspicion-mistake": (
        "{checkpoint}：作答的 {tried} 人中有 {count} 人不满足“{criterion}”这一标准，"
        "其中多数犯了错误 {mistake}。是题目把人引到了那里吗？"
    ),
    # Time and memory.
    "overview.time": "用时与内存",
    "overview.seconds": "一半的提交用时不超过 {median:.1f} 秒。",
    "overview.memory": "一半的提交占用的内存不超过 {median:.0f} MB（含所用的软件包）。",
    "overview.no-memory": "这些提交占用了多少内存不得而知：评分时没有记录。",
    "overview.most": "用时最长和占用内存最多的是：",
    "overview.no-time": "没有运行任何提交。",
    # What needs a look.
    "overview.look": "需要查看的情况",
    "overview.problems": "发生了异常情况，具体如下：",
    "overview.doubts": "评判程序在这里发现了诚实的答案几乎不会出现的情况。请阅读代码：",
    "overview.unreached": "无法检查、因而没有得分的答案：",
    "overview.no-look": "没有异常情况。",
    "overview.more-students": "此处未列出、但表格文件中有的学生：{count} 人。",
    # Signs of copying.
    "overview.copying": "可能共享代码的迹象",
    "overview.copying-is": (
        "这些只是值得查看和询问的理由，并不是证据：一起讨论过、读过同一网页或想法相同的人，"
        "结果也可能如此。发放的代码、参考答案以及许多人共有的内容都已排除。"
    ),
    "overview.alone": "没有可供比较的其他作业。",
    "overview.no-copying": "没有共享代码的迹象。",
    "overview.not-compared": "因为没有可读取的已评分笔记本而未参与比较：{count} 人。",
    "overview.more-cases": "另有迹象较弱、此处未显示的：{count} 组。",
    "overview.pair": "{one}与{other}",
    "overview.planted": (
        "在 {checkpoint} 中，{one}在错误 {bug} 所在之处的代码与{other}的完全相同。"
        "两人中只有{other}拿到的代码有这个错误；{one}拿到的代码在此处是正确的。"
    ),
    "overview.planted-many": (
        "在 {checkpoint} 中，{one}在错误 {bug} 所在之处的代码，"
        "与拿到这个错误的学生（{count} 人）完全相同。{one}拿到的代码在此处是正确的。"
    ),
    "overview.wrong": (
        "在 {checkpoint} 中，{one}与{other}的错误答案除空白和注释外逐字相同，且不是已知的错误。"
    ),
    "overview.rare": "{one}与{other}犯了同样的、其他人很少犯的错误：{mistakes}。",
    "overview.alike": (
        "{one}与{other}有一些其他人很少有的相同代码片段：占两人中罕见代码较少的一方的 {share:.0%}。"
    ),
    "overview.cell": "{name}，{cell}",
    "overview.cut": "# …… 还有 {count} 行",
}
