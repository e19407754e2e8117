/**
 * A person's name. `roman` is the name in an e-mail address, if it cannot be made from the other two; `kana` is the reading
 * of a Japanese name.
 */
export type PersonName = readonly [
  first: string,
  last: string,
  more?: {
    readonly middle?: string;
    readonly roman?: string;
    readonly kana?: readonly [first: string, last: string];
  },
];

/** Invented people, by the id of the country that they live in. */
export const PERSON_NAMES: readonly (readonly [countryId: number, names: readonly PersonName[]])[] = [
  [
    578,
    [
      ['Ingrid', 'Haugerud'],
      ['Ole', 'Tangvald', { middle: 'Martin' }],
      ['Sølvi', 'Brekkhus'],
      ['Håkon', 'Nymoen'],
      ['Åshild', 'Kvernberg'],
      ['Bjørnar', 'Ødemark'],
      ['Marte', 'Skogheim', { middle: 'Louise' }],
      ['Eirik', 'Vårdal'],
      ['Astrid', 'Lillebø'],
      ['Jørgen', 'Fossbakken'],
      ['Synnøve', 'Hjelmeland'],
      ['Anders', 'Rønningsen'],
      ['Kari', 'Storøygard'],
      ['Máret', 'Gaupvik', { middle: 'Elle' }],
      ['Terje', 'Sandnæs'],
      ['Camilla', 'Eikrem'],
      ['Vetle', 'Ånestad'],
      ['Ragnhild', 'Myklevoll'],
      ['Amina', 'Warsame', { middle: 'Hodan' }],
      ['Piotr', 'Wiśniowski'],
      ['Zoë', 'Van den Heuvel'],
      ['Łucja', 'Żółkiewicz'],
      ['Tuva', 'Granlund'],
      ['Sigurd', 'Bjørkelien'],
    ],
  ],
  [
    276,
    [
      ['Jürgen', 'Großkopf'],
      ['Käthe', 'Müllerschön'],
      ['Sören', 'Weißgerber', { middle: 'Matthias' }],
      ['Anneliese', 'Brückner'],
      ['Yağmur', 'Öztürkoğlu'],
      ['Lukas', 'von der Ahlen'],
      ['Greta', 'Schönhals'],
      ['Ulrich', 'Täuber'],
      ['Hannelore', 'Fößel'],
      ['Béla', 'Szőllősi'],
      ['Friederike', 'Rathmann', { middle: 'Sophie' }],
      ['Malte', 'Küstermann'],
      ['Đorđe', 'Živković'],
      ['Nele', 'Hübschle'],
    ],
  ],
  [
    826,
    [
      ['Oliver', 'Ashdown-Pryce'],
      ['Niamh', 'Gallagher', { middle: 'Rose' }],
      ['Rhys', 'Llewelyn'],
      ['Priya', 'Chandrasekar'],
      ['Alasdair', 'MacInnes'],
      ['Beatrice', 'Holloway'],
      ['Siân', 'Prothero'],
      ['Tunde', 'Adeyemi-Cole'],
      ['Harriet', 'Winterbourne'],
      ['Callum', 'O’Shaughnessy'],
      ['Imogen', 'Fairweather', { middle: 'Jane' }],
      ['Desmond', 'Okonjo'],
      ['Chloe', 'Whitcombe'],
      ['Edmund', 'Thackwray'],
    ],
  ],
  [
    840,
    [
      ['Marcus', 'Delacroix'],
      ['Savannah', 'Whitfield', { middle: 'Grace' }],
      ['José', 'Peñaloza'],
      ['Emily', 'Nakagawa'],
      ['Tyrell', 'Washington-Boyd'],
      ['Mary Beth', 'Kowalczyk'],
      ['Renée', 'Thibodeaux'],
      ['Wyatt', 'Stonebridge'],
      ['Guadalupe', 'Ibáñez', { middle: 'María' }],
      ['Kaya', 'Redfeather'],
      ['Franklin', 'Achterberg', { middle: 'J.' }],
      ['Shanice', 'Merriweather'],
    ],
  ],
  [
    300,
    [
      ['Σοφία', 'Κυριάκου', { roman: 'sofia.kyriakou' }],
      ['Νίκος', 'Δημητρόπουλος', { roman: 'nikos.dimitropoulos' }],
      ['Ελένη', 'Βασιλείου', { roman: 'eleni.vasileiou' }],
      ['Γιώργος', 'Ανδρεάδης', { roman: 'giorgos.andreadis' }],
      ['Κατερίνα', 'Σταυρίδη', { roman: 'katerina.stavridi' }],
      ['Ιάσονας', 'Μαυρομάτης', { roman: 'iasonas.mavromatis' }],
    ],
  ],
  [
    804,
    [
      ['Оксана', 'Ковальчук', { middle: 'Петрівна', roman: 'oksana.kovalchuk' }],
      ['Тарас', 'Гриценко', { roman: 'taras.hrytsenko' }],
      ['Юлія', 'Мельничук', { roman: 'yuliia.melnychuk' }],
      ['Богдан', 'Шевчишин', { middle: 'Олегович', roman: 'bohdan.shevchyshyn' }],
      ['Ірина', 'Яворська', { roman: 'iryna.yavorska' }],
      ['Єгор', 'Щербатюк', { roman: 'yehor.shcherbatiuk' }],
    ],
  ],
  [
    784,
    [
      ['فاطمة', 'الزهراني', { roman: 'fatima.alzahrani' }],
      ['خالد', 'المنصوري', { roman: 'khalid.almansouri' }],
      ['مريم', 'الحداد', { middle: 'أحمد', roman: 'maryam.alhaddad' }],
      ['يوسف', 'البستاني', { roman: 'youssef.albustani' }],
      ['نور', 'الخطيب', { roman: 'nour.alkhatib' }],
    ],
  ],
  [
    376,
    [
      ['נועה', 'בן־דוד', { roman: 'noa.ben-david' }],
      ['איתי', 'רוזנפלד', { roman: 'itay.rosenfeld' }],
      ['תמר', 'אבוטבול', { roman: 'tamar.abutbul' }],
      ['יונתן', 'שפירא', { roman: 'yonatan.shapira' }],
      ['מיכל', 'גולדברג', { roman: 'michal.goldberg' }],
    ],
  ],
  [
    156,
    [
      ['芳', '王', { roman: 'fang.wang' }],
      ['志强', '李', { roman: 'zhiqiang.li' }],
      ['晓梅', '陈', { roman: 'xiaomei.chen' }],
      ['子涵', '欧阳', { roman: 'zihan.ouyang' }],
      ['建国', '刘', { roman: 'jianguo.liu' }],
    ],
  ],
  [
    392,
    [
      ['花子', '佐藤', { roman: 'hanako.sato', kana: ['ハナコ', 'サトウ'] }],
      ['健太', '渡辺', { roman: 'kenta.watanabe', kana: ['ケンタ', 'ワタナベ'] }],
      ['美咲', '小林', { roman: 'misaki.kobayashi', kana: ['ミサキ', 'コバヤシ'] }],
      ['翔', '長谷川', { roman: 'sho.hasegawa', kana: ['ショウ', 'ハセガワ'] }],
      ['真由美', '井上', { roman: 'mayumi.inoue', kana: ['マユミ', 'イノウエ'] }],
    ],
  ],
  [
    410,
    [
      ['민준', '김', { roman: 'minjun.kim' }],
      ['서연', '박', { roman: 'seoyeon.park' }],
      ['지훈', '최', { roman: 'jihoon.choi' }],
      ['하은', '정', { roman: 'haeun.jung' }],
      ['도윤', '남궁', { roman: 'doyun.namgung' }],
    ],
  ],
  [
    356,
    [
      ['अनन्या', 'शर्मा', { roman: 'ananya.sharma' }],
      ['Rohan', 'Krishnamurthy'],
      ['प्रिया', 'वर्मा', { roman: 'priya.verma' }],
      ['विक्रम', 'सिंह', { middle: 'प्रताप', roman: 'vikram.singh' }],
      ['Lakshmi', 'Venkataraman', { middle: 'Devi' }],
    ],
  ],
];
