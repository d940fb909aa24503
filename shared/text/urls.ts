/** Where something stands in words. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * URLs as X and Mastodon find them (the grammar of twitter-text 3.1, Apache-2.0): those that X shortens. `bare` also
 * takes domains without a scheme (`mt180.example` is not one: no such top-level domain; `cnrs.fr` is).
 */
export function urlsIn(words: string, { bare }: { readonly bare: boolean }): readonly Stretch[] {
  if (!words.includes('.')) return [];
  const urls: Stretch[] = [];
  for (const found of words.matchAll(bare ? ANY_URL : HTTP_URL)) {
    const { before = '', url = '', scheme, domain = '', path = '' } = found.groups ?? {};
    const start = found.index + before.length;
    const end = start + url.length;
    if (scheme) urls.push({ start, end });
    else if (!/[-_./]$/.test(before)) urls.push(...bareUrls(domain, path, start, end));
  }
  return urls;
}

/** A bare URL is made of ASCII and accented Latin only; of a path, the last domain before it has it. */
function bareUrls(domain: string, path: string, start: number, end: number): Stretch[] {
  const urls: Stretch[] = [];
  for (const ascii of domain.matchAll(ASCII_DOMAIN)) {
    urls.push({ start: start + ascii.index, end: start + ascii.index + ascii[0].length });
  }
  const last = urls.pop();
  if (last) urls.push(path ? { start: last.start, end } : last);
  return urls;
}

/** Country codes of the root zone, two letters each. */
const COUNTRIES =
  'ac ad ae af ag ai al am an ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tp tr tt tv tw tz ua ug uk um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw'.split(
    ' ',
  );
/** The general ones that our posts can hold: there are some 1,200, too many for a phone. */
const GENERAL =
  'alsace academy app arte art asso blog bio brussels bzh care cat center cloud club com community coop corsica design dev digital edu education energy events expert film foundation fun gallery games gouv gov green guide health host house immo inc info institute int international jobs land law legal life link live lol london love ltd mba media mil mobi museum music name net network news ngo observer one ong online org page paris photo photography photos pics plus press pro pub quebec radio report rest review rocks run school science services shop show site social software solutions space store stream studio study swiss team tech technology theatre tips today tools top tube tv university video vote voyage watch web wiki wine work works world xyz zone'.split(
    ' ',
  );
const TLD = `(?:(?:${[...GENERAL.sort((a, b) => b.length - a.length), ...COUNTRIES].join('|')})(?![\\p{L}\\p{M}0-9@+-]))`;
const LATIN =
  '\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u00ff\\u0100-\\u024f\\u0253\\u0254\\u0256\\u0257\\u0259\\u025b\\u0263\\u0268\\u026f\\u0272\\u0289\\u028b\\u02bb\\u0300-\\u036f\\u1e00-\\u1eff';
const CYRILLIC = '\\u0400-\\u04ff';
const INVALID = '\\ufffe\\ufeff\\uffff';
const DIRECTION = '\\u202a-\\u202e\\u061c\\u200e\\u200f\\u2066-\\u2069';
const IN_DOMAIN = `[^!'#%&()*+,\\\\\\-./:;<=>?@\\[\\]^_{|}~$\\s\\u180e\\u200b-\\u200d\\u2060${INVALID}${DIRECTION}]`;
const SUBDOMAIN = `(?:(?:${IN_DOMAIN}(?:[_-]|${IN_DOMAIN})*)?${IN_DOMAIN}\\.)`;
const DOMAIN_NAME = `(?:(?:${IN_DOMAIN}(?:-|${IN_DOMAIN})*)?${IN_DOMAIN}\\.)`;
const DOMAIN = `(?:${SUBDOMAIN}*${DOMAIN_NAME}${TLD})`;
const IN_PATH = `[a-z${CYRILLIC}0-9!*';:=+,.$/%#\\[\\]\\-\\u2013_~@|&${LATIN}]`;
const PARENTHESES = `\\((?:${IN_PATH}+|(?:${IN_PATH}*\\(${IN_PATH}+\\)${IN_PATH}*))\\)`;
const PATH_END = `(?:[+\\-a-z${CYRILLIC}0-9=_#/${LATIN}]|${PARENTHESES})`;
const PATH = `(?:(?:${IN_PATH}*(?:${PARENTHESES}${IN_PATH}*)*${PATH_END})|(?:@${IN_PATH}+/))`;
const QUERY = `\\?[a-z0-9!?*'@();:&=+$/%#\\[\\]\\-_.,~|]*[a-z0-9\\-_&=#/]`;
const BEFORE = `(?<before>[^A-Za-z0-9@＠$#＃${INVALID}]|[${DIRECTION}]|^)`;
const url = (scheme: string) =>
  new RegExp(
    `${BEFORE}(?<url>(?<scheme>https?://)${scheme}(?<domain>${DOMAIN})(?::\\d+)?(?<path>/${PATH}*)?(?:${QUERY})?)`,
    'giu',
  );
const ANY_URL = url('?');
const HTTP_URL = url('');
const ASCII_DOMAIN = new RegExp(`(?:[\\-a-z0-9${LATIN}]+\\.)+${TLD}`, 'giu');
