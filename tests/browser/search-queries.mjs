// Forty things that people type, and the page that they look for: written down from the standard's text before any engine was
// tried. The address, relative to the folder of a reading, must be among the first three results.

/** @typedef {(id: string) => string} ToAddress */

/** @type {ToAddress} */
const CLAUSE = (id) => `cbec-export-operations/${id}.html`;
/** @type {ToAddress} */
const REQUIREMENT = (id) => CLAUSE(id).replace(/-([a-z]+)\.html$/u, ".html#$1");
/** @type {ToAddress} */
const ROLE = (id) => `cbec-export-operations/role/${id}.html`;
/** @type {ToAddress} */
const TERM = (pinyin) => `cbec-export-operations/terms.html#${pinyin}`;

export const QUERIES = [
  // Job seekers: the meaning of a word, the requirements for me, how I am graded
  ["zh", "清关", TERM("qingguan")],
  ["zh", "选品", CLAUSE("5.2.1.2")],
  ["zh", "账期", REQUIREMENT("5.3.2.2-d")],
  ["zh", "爆款", REQUIREMENT("5.3.1.2-e")],
  ["zh", "侵权风险", REQUIREMENT("5.3.1.2-c")],
  ["zh", "客户投诉", REQUIREMENT("5.3.4.2-c")],
  ["zh", "采购合同", REQUIREMENT("5.3.2.1-c")],
  ["zh", "海外仓系统", REQUIREMENT("5.3.5.1-e")],
  ["zh", "短视频剪辑", REQUIREMENT("5.2.3.2-b")],
  ["zh", "photoshop", REQUIREMENT("5.2.3.1-d")],
  ["zh", "评价结果", CLAUSE("6.2")],
  ["zh", "薪资提档", CLAUSE("6.3.1")],
  ["zh", "不合格怎么办", CLAUSE("6.3.4")],
  ["zh", "怎么应对物流突发事件", REQUIREMENT("5.3.5.3-b")],
  // Trainers and recruiters: numbers, annexes, roles, levels, courses
  ["zh", "5.3.4.2", CLAUSE("5.3.4.2")],
  ["zh", "附录D", CLAUSE("D")],
  ["zh", "平台运营", ROLE("platform-operations")],
  ["zh", "物流管理 高级", ROLE("logistics/senior")],
  ["zh", "平台运营专员", "postings/example-platform-operations-junior.html"],
  ["zh", "质量管理体系", REQUIREMENT("5.2.2-e")],

  ["en", "customs clearance", TERM("qingguan")],
  ["en", "payment terms", REQUIREMENT("5.3.2.2-d")],
  ["en", "hit products", REQUIREMENT("5.3.1.2-e")],
  ["en", "overseas warehouse", TERM("haiwaicang")],
  ["en", "freight forwarder", REQUIREMENT("5.3.5.3-a")],
  ["en", "handle customer complaints", REQUIREMENT("5.3.4.1-c")],
  ["en", "purchase order", REQUIREMENT("5.3.2.1-e")],
  ["en", "influencer marketing", REQUIREMENT("5.2.4.1-d")],
  ["en", "intellectual property", REQUIREMENT("5.1-e")],
  ["en", "laws and regulations", REQUIREMENT("5.1-c")],
  ["en", "negotiating with suppliers", REQUIREMENT("5.3.1.2-f")],
  ["en", "data analysis report", REQUIREMENT("5.2.1.1-e")],
  ["en", "annual budget", REQUIREMENT("5.3.4.3-b")],
  ["en", "below standard", CLAUSE("6.3.4")],
  ["en", "salary", CLAUSE("6.3.2")],
  ["en", "5.3.1.2-c", REQUIREMENT("5.3.1.2-c")],
  ["en", "annex e", CLAUSE("E")],
  ["en", "visual design", ROLE("visual-design")],
  ["en", "senior logistics", ROLE("logistics/senior")],
  ["en", "course for product development", "curricula/product-development-mid/index.html"],
];

/** Words that are misspelt, spelt differently, or written in pinyin; the same rule applies. */
export const MISSPELT = [
  ["en", "procurment contract", REQUIREMENT("5.3.2.1-c")],
  ["en", "custom clearence", TERM("qingguan")],
  ["en", "intelectual propety", REQUIREMENT("5.1-e")],
  ["en", "ecommerce pilot zone", REQUIREMENT("5.3.5.1-f")],
  ["en", "optimise payment terms", REQUIREMENT("5.3.2.2-d")],
  ["en", "warehose", TERM("haiwaicang")],
  ["zh", "帐期", REQUIREMENT("5.3.2.2-d")],
  ["zh", "清關", TERM("qingguan")],
  ["zh", "採購合同", REQUIREMENT("5.3.2.1-c")],
  ["zh", "賬期", REQUIREMENT("5.3.2.2-d")],
  ["zh", "选拼工具", TERM("xuanpingongju")],
  ["zh", "qingguan", TERM("qingguan")],
  ["zh", "清观", TERM("qingguan")],
  ["zh", "海外苍", TERM("haiwaicang")],
  ["zh", "菜购合同", REQUIREMENT("5.3.2.1-c")],
  ["zh", "corel draw", REQUIREMENT("5.2.3.1-d")],
];

/** In a reading of two languages, either language finds the same content. */
export const IN_BOTH = [
  ["zh-en", "清关", REQUIREMENT("5.2.5-d")],
  ["zh-en", "customs clearance", REQUIREMENT("5.2.5-d")],
];
