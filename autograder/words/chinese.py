"""The sentences of grading in Simplified Chinese; placeholders need no spaces around them."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # How clauses and names are put together.
    "clause.more": "{before}；{after}",
    "names.more": "{names}，另外还有 {count} 个",
    # What lies in a student's folder, ...
    "folder.several": "有好几个{lab}的文件夹：{names}",
    "folder.called": "文件夹的名称是{name}，已按{lab}评分",
    "folder.elsewhere": "笔记本不在名为{lab}的文件夹里",
    "folder.encoded": "学生文件夹的名称不是 UTF-8，已读作{name}",
    "folder.none": "没有名为{lab}的文件夹",
    "taken.folder-link": "提交的是一个符号链接，评分时不会打开它指向的内容",
    "taken.unreadable": "提交的内容无法读取（{error}）",
    "taken.no-time": "{file} 里没有时间，所以不知道是什么时候提交的",
    "taken.link": "{name}是一个符号链接，评分时不会打开它指向的内容",
    "taken.irregular": "{name}不是普通的文件",
    "taken.large": "{name}有 {size} MB，最多只读取 {most} MB",
    "choice.none": "没有找到笔记本（它应该叫 {name}，不过用别的名称也可以）",
    "choice.none-but": "没有找到笔记本（它应该叫 {name}，不过用别的名称也可以）；现有：{files}",
    "choice.foreign": "这好像是另一个实验的笔记本：{labs}",
    "choice.others": "除了 {name}，还有别的笔记本，它们没有参加评分：{others}",
    "choice.most-solved": (
        "在好几个笔记本里选用了{name}，因为其中做了的练习最多（{count} 道）；没有选用：{others}"
    ),
    "choice.renamed": "笔记本的名称是{name}，已按 {wanted} 评分",
    "beside.renamed": "文件{name}被当作笔记本导入的{module}",
    "beside.hiding": "因为已经有同名的模块，下面的文件没有采用，请给它们改名：{names}",
    "beside.inside": (
        "课程自带的文件夹以课程的内容为准，下面的文件没有采用，请把自己的文件放在笔记本旁边：{names}"
    ),
    "beside.large": "最多采用 {files} 个文件，共 {size} MB，下面的文件没有采用：{names}",
    "beside.unreadable": "不是普通文件，或者无法读取，下面的文件没有采用：{names}",
    "left.hiding": "已经有同名的模块，请改名",
    "left.inside": "用的是课程自己的文件夹，请把它放在笔记本旁边",
    "left.large": "最多接收 {files} 个文件，共 {size} MB",
    "left.unreadable": "它不是普通文件，或者无法读取",
    # ... and in the archives there.
    "archive.whole": "{name}已解压",
    "archive.part": "{name}只解压了一部分（{fault}）",
    "archive.failed": "{name}无法解压（{fault}）",
    "archive.kind": "只能解压.zip、.tar和.tar.gz文件",
    "archive.empty": "{name}是空的",
    "archive.many-files": "里面的文件超过了 {count} 个",
    "archive.cut": "文件的末尾缺失",
    "archive.password": "有密码保护",
    "archive.contents": "文件目录太长",
    "archive.tape": "内容超过了 {size} MB",
    "share.file": "有文件超过了 {size}（c.Settings.submission）",
    "share.student": (
        "每个学生最多解压 {files} 个文件，共 {size}（c.Settings.archive_files、c.Settings.archive）"
    ),
    "share.class": (
        "全体学生最多解压 {files} 个文件，共 {size}"
        "（c.Settings.archive_files_in_all、c.Settings.archive_in_all）"
    ),
    # Reading a notebook.
    "notebook.large": "笔记本有 {size} MB，最多只读取 {most} MB",
    "notebook.long": "各单元格一共有 {count} 个字符，最多只读取 {most} 个",
    "notebook.deep": "笔记本嵌套得太深，无法读取",
    "notebook.no-json": "笔记本不是合法的 JSON（{error}）",
    "notebook.other": "文件叫做笔记本，但{kind}：请提交笔记本本身",
    "other.archive": "它是一个无法解压的压缩包",
    "other.document": "它是一个文字处理软件的文档",
    "other.empty": "它是空的",
    "other.link": "它只写了笔记本在哪里",
    "other.page": "它是一个网页，例如需要登录时浏览器保存下来的那种",
    "other.pdf": "它是一个 PDF",
    "other.picture": "它是一张图片",
    "other.python": "它里面是没有单元格的 Python 代码",
    "notebook.not-text": "笔记本里有些内容不是 UTF-8 文本：无法读取的字符显示为 \ufffd",
    "notebook.none": "这个文件是合法的 JSON，但不是笔记本",
    "notebook.no-cells": "这个文件是合法的 JSON，但不是笔记本：里面没有单元格的列表",
    "notebook.other-than-cells": "笔记本的单元格列表里还有不是单元格的内容，已略去",
    "notebook.version": "笔记本里写明的格式是{version}，已按格式 4 读取",
    "notebook.many-cells": "笔记本有 {count} 个单元格，最多只读取 {most} 个",
    "notebook.many-branches": (
        "笔记本里有 {count} 个列表和字典，最多只读取 {most} 个：请清除它的输出，保存，再重新提交"
    ),
    "notebook.many-values": (
        "笔记本里有 {count} 个值（例如一行行的输出），最多只读取 {most} 个："
        "请清除它的输出，保存，再重新提交"
    ),
    "notebook.picture": "（图片太大）",
    "damaged.lenient": "笔记本文件不完全符合 JSON 的格式，但全部内容都能读取",
    "damaged.first": (
        "笔记本里有两个版本，因为有一次 git 合并没有完成（第 {line} 行）：读取的是第一个"
    ),
    "damaged.second": (
        "笔记本里有两个版本，因为有一次 git 合并没有完成（第 {line} 行）：读取的是第二个"
    ),
    "damaged.more-written": "{problem}，因为其中完成的练习更多",
    "damaged.cell": "笔记本文件从第 {line} 行起有损坏：读取到一个单元格",
    "damaged.cells": "笔记本文件从第 {line} 行起有损坏：读取到 {count} 个单元格",
    # What had to be set right in its cells; the names are those of the cells.
    "problem.deleted": "被删除的单元格已经放回：{names}",
    "problem.gone": "写答案的单元格被删除了，不过写在别处的内容有效：{names}",
    "problem.changed": ("锁定的单元格有改动：内容已经恢复，写在里面的内容保留在它们旁边：{names}"),
    "problem.beside": "没有填写，但答案可能在旁边的单元格里：{names}",
    "problem.beside-file": "没有填写，但答案可能在一起提交的文件里（{files}）：{names}",
    "problem.turned": "有些单元格变成了另一种，已经变回原来的种类：{names}",
    "problem.copied": "出现了不止一次的单元格，以第一个为准：{names}",
    "problem.repeated": "出现了不止一次的题，以最后定义的为准：{names}",
    "problem.copied-answer": "出现了不止一次的单元格，以第一个填写过的为准：{names}",
    "problem.added": "不属于实验的单元格没有分数：{names}",
    "question.added": "*学生写在上面锁定的单元格里的内容：*",
    "output.handed-in": "下面是学生提交的输出：这个单元格只用来展示，没有重新运行。",
    "output.cut": "\n……其余的输出没有保留……",
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
    "run.second-failed": "笔记本无法拆开来运行第二次（{error}，位于 {where}），以第一次运行为准",
    "run.problem": "{name}：{problem}",
    "run.second": "又运行了一次，只运行检查需要的内容，{names}因此得到了更多分数",
    "run.replaced": "{cell}是实验自带的，所以按发布时的样子运行",
    "run.called": "检查需要的是{name}，这里把{theirs}当作它",
    "run.unchecked": "{name}无法检查：{reason}",
    "run.uses": "{name}的函数用到了{missing}",
    "run.without": "{name}的函数用到了{missing}，所以运行时略去了它",
    "run.lacks": "这里需要{name}，而它还没有写",
    "run.before": "{clause}，因为要得到它需要先写好{name}",
    "run.because": "{clause}，因为{cell}运行时引发了{error}",
    "run.untrained": (
        "{subject}只认对了本次检查中 {share:.0%} 的图片，应该达到 {wanted:.0%}："
        "训练它用的是 {name} 里的函数，而那个函数还没有通过，请先看那里"
    ),
    "run.blamed": "{clause}，因为{name}还没有通过",
    "run.missing": "{message}（{missing}）",
    # What stood around an answer.
    "missing.because": "缺少{name}，因为{cell}运行时引发了{error}",
    "missing.trouble": "缺少{name}：{trouble}",
    "missing.where": "缺少{name}：它{where}",
    "missing.which": "{name}，它{where}",
    "missing.package": "{package}，而评分环境里没有安装它",
    "missing.left-out": "{module}，而你的文件{file}没有被接收：{why}",
    "missing.part": "{module}中的{name}，而评分所用的版本里没有它",
    "where.cell": "定义在{cell}里",
    "where.below": "定义在后面的{cell}里",
    "where.after": "在这之后才在{cell}里定义",
    "where.failed": "并不存在：{trouble}",
    "where.magic": "只在{cell}里，而且在 {magic} 下面，所以没有运行",
    "where.nowhere": "在整个笔记本里都没有定义",
    "trouble.package-of-file": (
        "{cell}导入了你自己的一个文件，而这个文件导入了{package}；"
        "评分环境里没有安装它，所以跳过了这一句"
    ),
    "trouble.left-out": "{place}需要{module}，而你的文件{file}没有被接收：{why}",
    "trouble.package-needed": "{cell}需要{package}，而评分环境里没有安装它",
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
    # The note above a graded notebook.
    "note.head": "**关于这份提交**",
    "note.rejected": "**这份提交无法读取**，所以没有分数：{reason}。",
    "note.more": "另外还有 {count} 个问题",
    # The feedback page.
    "feedback.title": "反馈：{lab}",
    "feedback.student": "学生",
    "feedback.score": "得分",
    "feedback.late": "迟交扣分",
    "feedback.late-points": "{points:g} 分",
    "feedback.waiting": "尚未批阅",
    "feedback.waiting-count": "{count} 题（最多 {points:g} 分）",
    "feedback.about": "请先阅读",
    "feedback.rejected": (
        "这份提交无法读取：{reason}。检查没有运行，因此不得分。请重新提交，或者询问老师。"
    ),
    "feedback.points": "各题得分",
    "feedback.column-exercise": "练习",
    "feedback.column-state": "结果",
    "feedback.column-points": "得分",
    "feedback.together": "合计",
    "feedback.notebook": "你的笔记本",
    "feedback.begins": "实验开头",
    "feedback.comment": "评语",
    "feedback.by-hand": "这一题的分数由老师评定，不是检查给出的。",
    "feedback.no-answer": "没有作答",
    "feedback.marked": "已批阅",
    "feedback.unmarked": "尚未批阅",
    "feedback.up-to": "最多 {whole:g} 分",
}
