// Which Chinese characters sound alike. People who type with pinyin misspell a word by choosing a character with the
// same sound. Browsers sort Chinese by pinyin, so the sound of any character follows from its place among the first
// characters of all sounds, and no dictionary is needed. Tones do not matter, since nobody types them; of a character
// with several sounds, only the usual one is known.

// The first character of each sound in the order of the Unicode CLDR, from a to zuo.
const FIRST = [
  ...("阿哎安肮凹丷挀扳邦勹卑奔伻屄边灬憋汃冫癶峬嚓偲参仓撡冊嵾曽叉芆辿伥抄车抻阷吃充抽出歘揣巛刅吹旾逴呲匆凑粗" +
    "汆崔邨搓咑呆丹当刀嘚扥灯氐敁刁爹丁丟东吺厾耑垖吨多妸诶奀鞥儿发帆匚飞分丰覅仏紑夫旮侅甘冈皋戈给根刯工勾估" +
    "瓜乖关光归丨呙哈咍佄夯茠诃黒拫亨噷叿齁乎花怀欢巟灰昏吙丌加戋江艽阶巾坕冂丩凥姢噘军咔开刊忼尻匼肎劥空抠扝" +
    "夸蒯宽匡亏坤扩垃来兰啷捞仂勒崚哩俩奁良撩毟拎伶溜囖龙瞜噜驴娈掠抡啰呣妈埋嫚牤猫嚒呅椚擝咪宀喵乜民名谬摸哞" +
    "毪拏腉囡囔孬疒娞恁能嗯妮拈娘鸟捏囜宁妞农羺奴女奻疟黁郍喔讴妑拍眅乓抛呸喷匉丕囨剽氕姘乒钋剖仆七掐千呛悄苆" +
    "亲靑卭丘区奍缺夋呥穣娆惹人扔日戎厹邚挼堧婑瞤捼仨毢三桒掻閪森僧杀筛山伤弰奢申升尸収书刷衰闩双脽吮说厶忪凁" +
    "苏狻夊孙唆他囼坍汤夲忑熥剔天旫帖厅囲偷凸湍推吞乇屲歪弯尣危昷翁挝乌夕虲仙乡灱些心星凶休吁吅削坃丫恹央幺倻" +
    "一囙应哟佣优込囦曰晕帀災兂匨傮则贼怎増扎夈枬张佋蜇贞凧之中州朱抓跩专妆隹宒拙乲宗邹租钻厜尊昨"),
];

/** @type {Intl.Collator | undefined} */
let known;
/** The order of characters by pinyin; `undefined` if the browser does not know it. */
const byPinyin = () => {
  if (known) return known;
  const order = new Intl.Collator("zh-u-co-pinyin");
  if (FIRST.every((first, place) => place === 0 || order.compare(FIRST[place - 1], first) < 0)) known = order;
  return known;
};

/**
 * The number of a character's sound.
 * @param {string} character
 * @param {Intl.Collator} collator
 */
const soundOf = (character, collator) => {
  let from = 0;
  let to = FIRST.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (collator.compare(FIRST[middle], character) <= 0) from = middle + 1;
    else to = middle;
  }
  return from;
};

/**
 * The Han characters of each text by their sounds.
 * @type {Map<string, Map<number, string[]>>}
 */
const sounds = new Map();
/**
 * @param {string} text
 * @param {Intl.Collator} collator
 */
const soundsOf = (text, collator) => {
  let found = sounds.get(text);
  if (!found) {
    found = new Map();
    for (const character of new Set(text.match(/\p{Script=Han}/gu))) {
      const sound = soundOf(character, collator);
      found.set(sound, [...(found.get(sound) ?? []), character]);
    }
    sounds.set(text, found);
  }
  return found;
};

/**
 * The words in some texts that sound like a word of Han characters, the most frequent first.
 * @param {string} word
 * @param {string[]} texts
 */
export const homophones = (word, texts) => {
  const collator = byPinyin();
  if (!collator) return [];
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const text of texts) {
    const bySound = soundsOf(text, collator);
    const alike = [...word].map((character) => bySound.get(soundOf(character, collator)) ?? []);
    if (alike.some((characters) => characters.length === 0)) continue;
    const pattern = new RegExp(alike.map((characters) => `[${characters.join("")}]`).join(""), "gu");
    for (const [found] of text.matchAll(pattern)) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  counts.delete(word);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([found]) => found);
};
