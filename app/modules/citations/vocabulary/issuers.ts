// Who issued an act, told by the words between its kind and its date or number.

const AUTHORITY =
  /^(?:мин|рос[а-я]{4}|федеральн|госстро|госком|государственн|департамент|комитет|служб|агентств|фнс|фас|фстэк|мчс|мвд|фсб|цб|банк|правительств|главн|губернатор|президент|прокуратур|инспекци|гжи|казначейств|верховн|конституционн|пленум|высш)/;
const MUNICIPAL = /^(?:администраци|мэр|муниципальн|главы$|городск|районн|сельск|префект)/;
const ORGANISATION =
  /^(?:директор|генеральн|председател|управляющ|ооо|оао|ао|зао|пао|тсж|тсн|жск|жк|нко|ано|муп|гбу|гуп|ип|фонд|правлени|компани|организаци|товариществ|общества|учреждени|ассоциаци|союз|совета?$|заведующ|ректор)/;
const ASSEMBLY =
  /^(?:собрани|совет|дум|правлени|депутат|конференци|съезд|учредител|наблюдательн|участник|внеочередн|общ|годов|заседани)/;
const REGION = /^(?:област|края|крае|краю|город|москв|санкт|петербург|республик|округ|севастопол)/;
/** A word after which the issuer cannot go on. */
const STOP =
  /^(?:утвержд|установл|устанавл|котор|предусмотр|принят|издан|действ|вступ|вынес|содержащ|регулир|определ[яе]|изложен|указанн|названн|настоящ|об?|обо|до|после|либо|если|дело|делу)$/;
const STOP_STEMS =
  /^(?:утвержд|установл|устанавл|котор|предусмотр|принят|издан|вступ|вынес|содержащ|регулир|изложен|указанн|названн|настоящ|признан|отмен|приложени|согласно|направл|осуществля|подлинник)/;

export const isAuthority = (low: string): boolean => AUTHORITY.test(low);
export const isMunicipal = (low: string): boolean => MUNICIPAL.test(low);
export const isOrganisation = (low: string): boolean => ORGANISATION.test(low);
export const isAssembly = (low: string): boolean => ASSEMBLY.test(low);
export const isRegion = (low: string): boolean => REGION.test(low);
export const stopsIssuer = (low: string): boolean => STOP.test(low) || STOP_STEMS.test(low);
export const isCourt = (low: string): boolean => /^(?:суд|арбитражн|миров)/.test(low);
