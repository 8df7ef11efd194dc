"""The sentences of grading in Simplified Chinese; placeholders need no spaces around them."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # How a process ended: "it" is the process, or the kernel.
    "process.processor": "使用的处理器时间超过了 {seconds} 秒",
    "process.crashed": "发生了段错误，因此崩溃",
    "process.killed": "被强行终止",
    "process.signal": "被信号{name}终止",
    "process.status": "自行结束，退出状态是 {status}",
    "process.unwatched": "无法监视它：{error}",
    "process.wall": "没有在 {seconds} 秒之内结束",
    "process.memory": "使用的内存超过了 {size} MiB",
    "process.deaf": "没有响应",
    "process.stuck": "{seconds} 秒之后仍然无法中断",
    "process.nonsense": "发来了内核不会发送的内容",
    # What the judge waited for, and what came.
    "time.call-processor": (
        "函数用了 {seconds} 秒的处理器时间还没有返回：是不是有一个不会结束的循环？"
    ),
    "time.call-clock": "等了 {seconds} 秒，函数还没有返回：它是不是在等待什么？",
    "time.calls-processor": (
        "多次调用函数，一共用了超过 {seconds} 秒的处理器时间：是不是有一个不会结束的循环？"
    ),
    "time.calls-clock": "多次调用函数，一共等了超过 {seconds} 秒：它是不是在等待什么？",
    "sitting.nonsense": "发来的内容无法评判",
    "sitting.nonsense-error": "发来的内容无法评判（{error}）",
    "sitting.ended": "函数还在运行，进程就终止了",
    "sitting.received": "评分程序收到了{what}",
    "sitting.large": "输入很大时，{clause}",
    "sitting.large-loops": "函数用循环逐个处理{growing}：输入很大时，用的时间长得多",
    "sitting.large-wrong": "函数返回的结果不对",
    "doubt.loops": "按它自己进程里的计数，没有用循环，但用的时间和循环一样长",
    "doubt.undone": "输入很大时，它很快就返回了，但结果不对",
    # Trying an answer that is a file.
    "trial.unanswered": "进程还没有给出答案就终止了",
    "trial.unanswered-reason": "进程还没有给出答案就终止了：{reason}",
    "trial.reason": "{reason}（{last}）",
    "trial.ended": "{message}进程是这样终止的：{reason}。",
    # What a cell is called.
    "cell.named": "单元格{name}",
    "cell.begins": "以{text}开头的单元格",
    "cell.line": "{cell}的第 {line} 行",
    # How a notebook ran.
    "run.unasked": "没有运行到这项检查",
    "run.too-long": "整个笔记本的运行时间超过了 {seconds} 秒，没有运行到{cell}",
    "run.stuck": "{cell}运行了 {seconds} 秒之后无法中断",
    "run.died": "运行{cell}时，内核终止了：{reason}",
    "run.interrupted": "{cell}的运行时间超过了 {seconds} 秒，因此被中断",
    "run.stopped": "{problem}；后面的内容没有运行",
    "run.cut-off": "{cell}的输出太多：超出上限的部分没有保留",
    "run.problem": "{name}：{problem}",
    "run.second": "又运行了一次，只运行检查需要的内容，{names}因此得到了更多分数",
    "run.replaced": "{cell}是实验自带的，所以按发布时的样子运行",
    "run.called": "检查需要的是{name}，这里把{theirs}当作它",
    "run.unchecked": "{name}无法检查：{reason}",
    "run.uses": "{name}的函数用到了{missing}",
    "run.lacks": "这里需要{name}，而它还没有写",
    "run.blamed": "{clause}，因为{name}还没有通过",
    "run.missing": "{message}（{missing}）",
    # What stood around an answer.
    "missing.because": "缺少{name}，因为{cell}运行时引发了{error}",
    "missing.trouble": "缺少{name}：{trouble}",
    "missing.where": "缺少{name}：它{where}",
    "missing.which": "{name}，它{where}",
    "where.cell": "定义在{cell}里",
    "where.below": "定义在后面的{cell}里",
    "where.after": "在这之后才在{cell}里定义",
    "where.nowhere": "在整个笔记本里都没有定义",
    "trouble.package-of-file": (
        "{cell}导入了你自己的一个文件，而这个文件导入了{package}；"
        "评分环境里没有安装它，所以跳过了这一句"
    ),
    "trouble.package-part": "{place}导入了{part}，而评分环境里的{package}没有它",
    "trouble.package": (
        "{place}导入了{package}，评分环境里没有安装它，所以跳过了这一句"
        "（如果{file}是你自己的文件，请和笔记本一起提交）"
    ),
    "trouble.import": "{place}从{module}导入了{name}，而评分环境里的版本没有它，所以跳过了这一句",
    "trouble.import-python": (
        "{place}从{module}导入了{name}，而 Python {version} 没有它，所以跳过了这一句"
    ),
    "trouble.name": "{place}用到了{name}，而它{where}，所以跳过了这一句",
    "trouble.name-line": "{place}用到了{name}，而第 {line} 行没能生成它，所以跳过了这一句",
    "trouble.syntax": "{place}不是合法的 Python {version} 代码（{error}）",
    "trouble.newer": (
        "{problem}：这个笔记本是用 Python {theirs} 写的，而评分用的是 Python {ours}，"
        "新版本里的有些内容它不认识"
    ),
    "trouble.ended": "{cell}运行时引发了{error}",
}
