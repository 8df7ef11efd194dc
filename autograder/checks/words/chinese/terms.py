"""What criteria and catalogues call things, in Simplified Chinese, by the English of it."""

from __future__ import annotations

TERMS: dict[str, str] = {
    # The criteria.
    "returns": "返回值",
    "shape": "形状",
    "finite": "有限值",
    "values": "数值",
    "arguments unchanged": "参数未改动",
    "vectorised": "向量化",
    "reproducible": "可重现",
    "accuracy": "准确率",
    "figure": "图",
    "stable": "数值稳定",
    # What functions return.
    "the batches": "各批次",
    "the cost": "代价",
    "the count": "个数",
    "the derivative": "导数",
    "the difference": "差异",
    "the gradient": "梯度",
    "the gradients": "梯度",
    "the labels": "标签",
    "the distances": "距离",
    "the loss": "损失",
    "the number of the best network": "最好的网络的编号",
    "the accuracies": "各个准确率",
    # What grows.
    "the entries": "各个元素",
    "the input": "输入",
    "the pictures": "各张图片",
    "the samples": "各个样本",
    "the training pictures": "各张训练图片",
    "the units of a layer": "一层里的各个单元",
    # What is trained.
    "the net 'he'": "网络 'he'",
    "the net 'gd'": "网络 'gd'",
    "the net 'momentum'": "网络 'momentum'",
    "the net 'adam'": "网络 'adam'",
    "the net 'chosen'": "网络 'chosen'",
}
