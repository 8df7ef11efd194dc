"""The sentences of reports in Simplified Chinese; placeholders need no spaces around them."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # Where something is.
    "place.cell": "第 {number} 个单元格",
    # The form at the head of a report, and its sections.
    "form.title": "{kind}：{title}",
    "form.lab-report": "实验报告",
    "form.course": "课程与报告题目",
    "form.experiment": "实验题目",
    "form.number": "学号",
    "form.date": "日期",
    "form.class": "班级",
    "form.name": "姓名",
    "form.email": "电子邮箱",
    "form.running": "{title}，{name}",
    "section.purpose": "实验目的",
    "section.environment": "实验软件和硬件环境",
    "section.principles": "实验原理和方法",
    "section.steps": "实验步骤与结果",
    "section.checks": "检查结果",
    "section.conclusions": "结论分析与体会",
    "section.questions": "实验过程中遇到的问题及解决办法",
    "section.notes": "笔记 {number}：",
    "section.empty": "这一部分还没有写。",
    "section.empty-in": "“{section}”这一部分还没有写。",
    "label.question": "**问题 {number}：**",
    "label.answer": "**回答：**",
    "figure.label": "图 {number}　",
    # The computer.
    "machine.processor": "处理器",
    "machine.memory": "内存",
    "machine.system": "操作系统",
    "machine.packages": "软件包",
    "machine.core": "{name}，单核",
    "machine.cores": "{name}，{cores} 核",
    # Results of checks.
    "card-state.passed": "通过",
    "card-state.failed": "还没有通过",
    "card-state.open": "还没有检查",
    "points.short": "{points:.4g} / {whole:g}",
    "points.alone": "{points:g} 分",
    "table.checkpoint": "检查点",
    "table.state": "状态",
    "table.points": "自查得分",
    "table.tries": "次数",
    "table.sum": "合计",
    "verdict.broken": "{place}里{name}的结果无法读取：请重新运行检查，再保存。",
    "verdict.none": "{place}里的{name}还没有结果：请运行检查，再保存。",
    # What the student has not written yet.
    "exercise.blank": "这道练习还没有做。",
    "exercise.blank-in": "{place}的练习还没有做。",
    "answer.blank": "这个问题还没有回答。",
    "answer.blank-in": "{place}上面的问题还没有回答。",
    # The notebook.
    "source.large": "{name}太大，无法读取：请清除不需要的输出。",
    "source.unreadable": "{name}无法读取：{reason}。",
    "source.no-json": "{name}不是笔记本，或者已损坏：请在 JupyterLab 里打开，重新保存。",
    "source.no-cells": "{name}不是笔记本：里面没有单元格。",
    "source.empty": "这个笔记本是空的。",
    "source.not-run": (
        "这个笔记本里没有运行结果：请选择 Kernel > Restart Kernel and Run All Cells，保存，"
        "再生成一次报告。"
    ),
    "cell.broken": "{place}不是有效的单元格，已略去。",
    "code.long": "{place}的代码很长，最后 {count} 行已略去。",
    # Outputs.
    "outputs.many": "{place}里还有 {count} 个输出，已略去。",
    "output.broken": "{place}里有一个输出已损坏，已略去。",
    "output.long": "{place}里打印的内容很长，已截短。",
    "output.rest": "……（其余内容见笔记本）",
    "output.error": "{place}里有错误：{error}",
    "table.wide": "有一个表格共 {columns} 列，一页只放得下 {most} 列，其余已略去。",
    "table.long": "有一个表格共 {rows} 行，只显示 {most} 行。",
    # Pictures.
    "played.video": "视频",
    "played.audio": "音频",
    "played.page": "嵌入的网页",
    "played.drawn": "只有在笔记本里才能显示的输出",
    "played.named": "{what} {name}",
    "played.left": "{place}里有打印不出来的内容，已略去：{what}。",
    "played.instead": "［打印不出来，已略去：{what}］",
    "picture.left": "{place}里的图片{name}已略去：{reason}。",
    "picture.one-left": "{place}里有一张图片已略去：{reason}。",
    "picture.instead": "［图片已略去：{name}，{reason}］",
    "picture.one-instead": "［图片已略去：{reason}］",
    "picture.broken": "已损坏或格式未知",
    "picture.large": "图片文件太大",
    "picture.many": "前面的图片太多或太大",
    "picture.not-attached": "没有附在单元格上",
    "picture.not-inside": "不在笔记本之中",
    "picture.elsewhere": "不是旁边的文件，而这里不从网上下载任何内容",
    "picture.outside": "在文件夹之外，请把它放到引用它的文件旁边",
    "picture.no-file": "没有这个文件",
    "picture.no-paper": "PDF 无法显示它，在网页里仍然可以看到",
    # Formulas.
    "formula.fault": "{place}里的公式{tex}只能按原样显示：{reason}。",
    "formula.fault-somewhere": "公式{tex}只能按原样显示：{reason}。",
    "formula.long": "公式太长",
    "formula.late": "前面的公式用时太长",
    "formula.undrawn": "画不出来",
    "formula.none": (
        "公式只能按原样显示，因为绘制公式的软件包没有安装（或者没有适合这台电脑的版本）。"
    ),
    # The student's own file.
    "student.file": """\
# 你的个人信息：实验报告开头的表格从这里读取。
# 请写在引号中间，然后保存。没有填写的，表格里就留空。
# 如果想只填一次、所有实验共用，请把这个文件移到上一级文件夹。

name = ""       # 姓名
number = ""     # 学号
class = ""      # 班级
email = ""      # 电子邮箱
course = ""     # 课程名称，例如 "神经网络与深度学习"
title = ""      # 报告题目；不填就是“实验报告”
date = ""       # 不填就是生成报告的日期
""",
    "student.made": "请在笔记本旁边的 {file} 里填写个人信息，再生成一次报告。",
    "student.empty": "{file} 里还没有填写任何内容。",
    "student.unreadable": "{file} 无法读取：{reason}。",
    "student.unwritable": "{file} 无法创建，所以报告开头的表格是空的：这个文件夹是不是只读的？",
    "student.line": '{file} 第 {number} 行已略去：一行应当像这样：name = "张三"。',
    "student.key": "{file} 第 {number} 行已略去：{key}不在 {known} 之中。",
    "student.quotes": '{file} 第 {number} 行读作{value}；请用英文引号，像 "这样"。',
    "student.kind": "{file} 第 {number} 行已略去：请在引号中间写文字。",
    "student.long": "{file} 第 {number} 行超过 {most} 个字，后面的已略去。",
    "student.twice": "{file} 第 {number} 行又写了一次{key}，以最后一次为准。",
    "student.email": "{file} 里的电子邮箱{value}看起来不对。",
    # Notes.
    "notes.unreadable": "笔记 {file} 无法读取：{reason}。",
    "notes.large": "笔记 {file} 太大，已略去。",
    "notes.no-text": "笔记 {file} 不是 Markdown 文件，已略去。",
    # The command.
    "report.written": "已生成 {file}。",
    "report.unwritable": "{file} 无法写入：{reason}。如果它正在别的程序里打开，请先关闭。",
    "report.look": "请留意：",
    "report.more": "……类似的还有 {count} 处。",
    "report.no-file": "没有名为 {file} 的笔记本。",
    "report.letters": (
        "这台电脑上的字体缺少一些字符，它们在 PDF 里显示成方框：{letters}。"
        "请改用浏览器打印网页，或者安装包含这些字符的字体。"
    ),
    "report.no-paper": "没有生成 PDF：{reason}。",
    "report.no-typst": (
        "没有生成 PDF，因为需要的软件包没有安装（或者没有适合这台电脑的版本）。"
        "请改用浏览器打印网页。"
    ),
    "report.install": "报告还需要几个软件包。请在实验的文件夹里运行：python start.py report",
    "report.install-course": "报告还需要几个软件包：pip install --editable '.[report]'",
}
