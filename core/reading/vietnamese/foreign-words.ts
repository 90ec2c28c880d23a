/** Words of other languages that titles of initiatives use, so that nobody is told to respell them. */

const split = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/**
 * Plain words that could be taken for Telex keys, a doubled letter or a lost accent, beside the
 * usual loans below.
 * Others need no entry: a word without accents is not questioned.
 */
const PLAIN = split(`
  air arm as axis bar bari base been beer bee best boat boom boost born broadcast burn butt cans caps car
  caro cars cast cell chair chess chest class coast coat coffee cool cops cor corn cost cow cross deer desk
  detox diet docs door down dust east euro ex expert fast fee feet fix fox free gap gaps garo gel gens germ
  glass goat gross guest hair hard harm heroes hero hips his hits horn hours how index inn is items just
  keep kiss lips lists live loop loss lost low lux macs mars mass max meet mers met mist mix moon most mos
  must near need nest new next nor noon now or own oxi oxy pack pair past peer pens per pest pets photo plus
  poor port press pros proton quest quiet quiz queen rank rest riot road roast role rooms row ruby rust sale
  sars sax scan seat see seen ser sex she ship ships short sir six soap songs soon sort star start status
  steps stoat stress style switch system tank tar tax taxi teams teen telex tens term things this thus
  tissue toast too tow town track trans tree trust turn twist ups us used user users vans var vex virus
  vitamin watt weeks well west window wood work worm xeno xerox yes zoo zoom
`);

/** English words that Telex would read as a syllable («loans» as «loán»), in no title of their own right. */
const ENGLISH = split(`
  bangs barn bats beef bees beets bets bias bins bis boar boast boats boo boon boots bore bosom bow bows bums
  buns bury bust busy cats chaos chaps char charm cheer cheers chef chins choir chops chore chose chosen
  chow churn coach coats cons coons core cows cups curs cuts darn dawn dawns days deem def des dips dis does doom
  dorm dose dots downs ere esp est gangs gasp goats goes goon gore gown gowns gums guns guts guys hams
  hangs has hats hays hens her here hoax hoof hoops hops hose huts if ins its keen keeps kern lair laps
  last lats lawn lawns lax lays leer les lest lets liar lira loaf loans longs loon loops lore lose lots lows
  lungs lust mast mats meets mens mere minx mis moans moms moons moor more morn moron mow naps nose nuns
  nuts oar oat oats of ops ore os ox owns pans par pas pawn pawns pays pecs peeps perm pips pits poems poets pops
  pore porn pose pots pus puts queens quits rams rats rays reef ref reps reset rims rips roar roof roost
  roots rose rots runs seem seems sees sims sins sits soaps soar sons sore sos sow sums suns sur taps tee teens ter
  thee there these thorn those tins toes toms tongs tons tore torn toro tots towns traps trays trees trips
  trojan troops twas urn usa vary vas vast veer vets vow vows war was won worn wrong yet
`);

/** What stays as it is even where Telex was typed: loans of titles whose reading is a rare syllable. */
const USUAL_LOANS = new Set(
  split(`
  ads app apps bits box bus chip chips club coax disc disk dos fax film gas gis hex host hosts inox ios kit
  kits lab labs lens list mail maps maxi mini net nets news norm pass pin pins pixel pos post radar room
  sample sensor server set sets show sofa spa staff sun team tech test tests text tips tool tools tops tour
  van vest video visa wax web week wifi word
`),
);

/** Words with accents: loans kept in their own spelling, and transliterations without hyphens. */
const ACCENTED = split(`
  café cafê résumé à-la-carte rosé purée sauté décor entrée passé cliché émail gratuité étude déjà
  vôn vônkế ampekế ôxy ôxi ôzôn axít lipít prôtít prôtêin prôtein gluxít glucôzơ xenlulô xenlulôzơ bazơ
  amôniắc amôniac cácbon cácbonat cácbônát cácbuarơ vắcxin vácxin văcxin vắc-xin vitamín pênixilin
  ăngten ăngtenna ắcquy ăcquy bulông bulon êcu côngtơ côngtenơ côngxon côngson công-ten-nơ contenơ
  môtơ rôto rôbốt rôbôt rơle rơmoóc sơmirơmoóc pittông píttông xéctơ xécmăng xilanh xylanh cuaroa curoa
  gioăng đinamô tuốcnơvít tuốcbin tuabin cờlê mỏlết bêtông ximăng vécni véc-ni xiphông
  nilông niclông bạtnilông cactông cáctông catông các-tông phoóc phoócmôn phoóc-môn
  phôtô phôtôcopy môđun môđem mođun vắcxanh đềcan đecan ápphích áppích pôxte panô pa-nô
  ôtô ôto ô-tô xíchlô môbilet cácte cúppông xúplơ súplơ sôcôla socôla bíttết bítết xúcxích lápxưởng
  mátxa mátxcơva mátcơva alô càphê tivi ti-vi rađiô radiô cátxét cátsét micrô ghitar ghita
  kílô kilô kilôgam kilômét mêgaoát kilôoát ôm oát vôn-ampe héc-ta hécta hécto mét xentimét milimét milimet
  antimôn mangan crôm brôm iốt iôt clorua sunphát phốtpho phốtphát phốtphat phôtpho phốtphoric lưuhuỳnh
  nitơrát nitơ hyđrô hiđrô hiđro hydrô ôxyt ôxít ôxit hiđrôxit hyđrôxyt êtylen êtilen axêtylen axêton mêtan
  êtan prôpan bênzen tôluen glixêrin glyxêrin xêton anđêhít anđehit êtanol mêtanol cồn-iốt
  anbumin anbumín hêmôglôbin côlesterôn cholesterôn hoócmôn hoóc-môn insulín glôbulin kháng-sinh
  xônga sônđơ xông-đơ xôngđơ gạc-ro garô canuyn catête stăng xơcua ốtô ốpla ốp-la
  êđê bana xơđăng cơtu kơho stiêng hrê mnông chơro raglai đắklắk đăklăk đắknông đăknông lâmđồng
  măngsông măng-sông xăngđan lôngđen côngtắc manhêtô vôlăng puly pu-ly
  ápxe áp-xe căngtin cătin căng-tin ốcxy xăngti xêri sêri catalô catalốc mác-két máckét môdem logích lôgic lôgích
  xêmina xêminar pianô viôlông ôpêra xiếc-lốc tíchkê tích-kê tôn-kẽm bíttông buýp-phê búpphê
  mácma bađan bazan đôlômit caolanh phenspat thủytinh
`);

const KNOWN = new Set(
  [...PLAIN, ...ENGLISH, ...USUAL_LOANS, ...ACCENTED].map((word) => word.normalize('NFC')),
);

/** @param word small letters in NFC */
export function isForeignWord(word: string): boolean {
  return KNOWN.has(word);
}

/** @param word small letters in NFC, in a text typed with the keys of an input method */
export function isForeignBesideKeys(word: string): boolean {
  return USUAL_LOANS.has(word);
}
