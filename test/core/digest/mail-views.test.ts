/** What each kind of mail says, whole, and at its edges. */
import { describe, expect, it } from 'vitest';
import { toMailView } from '../../../core/digest/mail-content.ts';
import type { MailFacts, MailFrame } from '../../../core/digest/mail-facts.ts';
import { MAIL_LABELS } from '../../../core/wording/mail.ts';
import {
  AS_OF,
  alertFacts,
  CHANGES,
  closingFacts,
  digestFacts,
  emptyFacts,
  FRAME,
  listUnits,
  NO_CHANGES,
  publishedFacts,
  reminderFacts,
  SUMMARY,
} from './mail-cast.ts';

function view(facts: MailFacts, frame: Partial<MailFrame> = {}) {
  return toMailView(facts, { ...FRAME, ...frame });
}

function section(facts: MailFacts, title: string) {
  return view(facts).sections.find((one) => one.title === title);
}

const SHEET = 'https://docs.google.com/spreadsheets/d/tong-hop/edit';

describe('the periodic mail', () => {
  it('says all it knows', () => {
    expect(view(digestFacts())).toEqual({
      subject:
        '[Sáng kiến 2008-2010] Tình hình tổng hợp đến ngày 28/03/2011: 235 sáng kiến, 62/65 đơn vị đã nộp',
      preheader: 'Tăng 12, sửa 3, rút 1; 3 đơn vị chưa nộp; 7 lỗi, 9 cảnh báo.',
      programme: 'Tổng kết phong trào sáng kiến 03 năm 2008-2010',
      kindName: 'Thư tổng hợp định kỳ',
      asOf: 'Số liệu đến 07:30 ngày 28/03/2011',
      greeting: 'Kính gửi Ban Tổ chức,',
      paragraphs: [
        'Tính đến 07:30 ngày 28/03/2011, hệ thống ghi nhận 235 sáng kiến của 60/65 đơn vị; so với kỳ thư trước tăng 12, sửa 3, rút 1. Ngoài ra có 2 đơn vị đã báo cáo và không có sáng kiến trong kỳ.',
        'Giá trị làm lợi đã tính được: 12.345.678.900 đồng (180 sáng kiến). Chưa tính được: 40. Không tính được bằng tiền: 15.',
        'Còn 7 lỗi và 9 cảnh báo tại 2 đơn vị (trong đó 1 dòng còn thiếu cột bắt buộc). Đơn vị chưa nộp: Bệnh viện đa khoa Nguyễn Đình Chiểu; Báo Đồng Khởi; Công ty Cổ phần Dược phẩm Bến Tre.',
        'Hạn gửi danh sách sáng kiến kỳ 2008-2010: 31/03/2011, còn 3 ngày.',
      ],
      tileRows: [
        {
          tiles: [
            { value: '235', label: 'Sáng kiến' },
            { value: '60/65', label: 'Đơn vị có sáng kiến' },
          ],
        },
        {
          tiles: [
            { value: '3', label: 'Đơn vị chưa nộp' },
            { value: '12,35 tỷ đồng', label: 'Giá trị làm lợi đã tính được' },
          ],
        },
      ],
      mainLinks: [{ label: 'Bảng tổng hợp', url: SHEET }],
      sections: [
        {
          title: 'Thay đổi so với kỳ thư trước',
          texts: [
            'Tính từ số liệu 07:30 ngày 21/03/2011. Chỉ nêu tên một số sáng kiến, mới nhất trước.',
          ],
          bars: [],
          figures: [
            { label: 'Tăng', value: '12' },
            { label: 'Sửa', value: '3' },
            { label: 'Rút', value: '1' },
            { label: 'Mới được công nhận', value: '2' },
            { label: 'Dòng bị từ chối', value: 'bớt 4' },
          ],
          items: [
            {
              mark: 'Công nhận',
              text: '“Cải tiến quy trình tiếp nhận người bệnh” (Bệnh viện đa khoa Nguyễn Đình Chiểu)',
            },
            {
              mark: 'Mới',
              text: '“Máy đóng gói thuốc bột tự động” (Công ty Cổ phần Dược phẩm Bến Tre)',
            },
            {
              mark: 'Sửa',
              text: '“Giá treo dịch truyền gắn giường” (Bệnh viện đa khoa Nguyễn Đình Chiểu)',
            },
            { mark: 'Rút', text: '“Phần mềm quản lý tin bài” (Báo Đồng Khởi)' },
          ],
          links: [],
        },
        {
          title: 'Số sáng kiến theo nhóm',
          texts: [],
          bars: expect.arrayContaining([
            { label: 'Tiết kiệm', value: '12', share: '5,1%', drawn: [{ width: 8, rest: 92 }] },
          ]),
          figures: [],
          items: [],
          links: [],
        },
        {
          title: 'Cần lưu ý',
          texts: [
            'Đơn vị có lỗi hoặc cảnh báo: Bệnh viện đa khoa Nguyễn Đình Chiểu; Công ty Cổ phần Dược phẩm Bến Tre.',
          ],
          bars: [],
          figures: [
            { label: 'Đơn vị chưa nộp', value: '3' },
            { label: 'Dòng bị từ chối (chưa tính vào tổng)', value: '6' },
            { label: 'Dòng còn thiếu cột bắt buộc (chưa tính vào tổng)', value: '1' },
            { label: 'Sáng kiến ngoài kỳ tổng kết (không tính vào tổng)', value: '2' },
          ],
          items: [],
          links: [
            { label: 'Trang “Đơn vị chưa nộp”', url: `${SHEET}#gid=7&range=A1` },
            { label: 'Trang “Cần kiểm tra”', url: `${SHEET}#gid=8` },
          ],
        },
        {
          title: 'Tài liệu khác',
          texts: [],
          bars: [],
          figures: [],
          items: [],
          links: [
            {
              label: 'Dự thảo báo cáo (.docx)',
              url: 'https://api.example/v1/reports/a?token=1&v=2',
            },
          ],
        },
      ],
      footer: 'Thư gửi tự động, không chứa thông tin cá nhân của tác giả.',
      unsubscribe: [
        {
          label: 'Ngừng nhận loại thư này',
          url: 'https://api.example/v1/mails/stop?recipient=1&token=abc',
        },
      ],
    });
  });

  it('greets leaders, and says that it is the monthly one', () => {
    expect(view(digestFacts({ kind: 'monthly' }), { reader: 'leaders' })).toMatchObject({
      greeting: 'Kính gửi Lãnh đạo,',
      kindName: 'Thư tổng hợp hằng tháng',
    });
  });

  it('says that nothing changed, without a section of noughts', () => {
    const facts = digestFacts({ changes: NO_CHANGES, ...publishedFacts({ unitsWithRows: 62 }) });
    expect(view(facts).paragraphs[0]).toBe(
      'Tính đến 07:30 ngày 28/03/2011, hệ thống ghi nhận 235 sáng kiến của 62/65 đơn vị. Kỳ này không phát sinh thay đổi.',
    );
    expect(section(facts, MAIL_LABELS.changes)).toBeUndefined();
  });

  it('claims nothing of changes the first time', () => {
    const facts = digestFacts({ changes: undefined, ...publishedFacts({ unitsWithRows: 62 }) });
    expect(view(facts).paragraphs[0]).toBe(
      'Tính đến 07:30 ngày 28/03/2011, hệ thống ghi nhận 235 sáng kiến của 62/65 đơn vị.',
    );
    expect(section(facts, MAIL_LABELS.changes)).toBeUndefined();
    expect(view(facts).preheader).toBe('3 đơn vị chưa nộp; 7 lỗi, 9 cảnh báo.');
  });

  it.each([
    ['added', { ...NO_CHANGES, added: 1 }],
    ['edited', { ...NO_CHANGES, edited: 1 }],
    ['withdrawn', { ...NO_CHANGES, withdrawn: 1 }],
    ['recognised', { ...NO_CHANGES, recognised: 1 }],
    ['said otherwise', { ...NO_CHANGES, isSaidAgain: false }],
  ])('does not say so when one row was %s', (_, changes) => {
    const facts = digestFacts({ changes });
    expect(view(facts).paragraphs[0]).not.toContain('không phát sinh thay đổi');
    expect(section(facts, MAIL_LABELS.changes)).toBeDefined();
  });

  it('does not speak of a choice where every changed row is named', () => {
    const changes = { ...CHANGES, added: 2, edited: 1, withdrawn: 1 };
    expect(section(digestFacts({ changes }), MAIL_LABELS.changes)?.texts).toEqual([
      'Tính từ số liệu 07:30 ngày 21/03/2011.',
    ]);
  });

  it('cuts a long title', () => {
    const examples = [{ kind: 'added', unit: listUnits(1)[0], title: 'ă'.repeat(201) }];
    const facts = digestFacts({ changes: { ...CHANGES, examples } as typeof CHANGES });
    expect(section(facts, MAIL_LABELS.changes)?.items).toEqual([
      { mark: 'Mới', text: `“${'ă'.repeat(199)}…” (Đơn vị 001)` },
    ]);
  });

  it('of a programme nobody has reported to has words for everything', () => {
    const facts = digestFacts({ changes: undefined, ...emptyFacts(listUnits(3)) });
    expect(view(facts)).toMatchObject({
      subject:
        '[Sáng kiến 2008-2010] Tình hình tổng hợp đến ngày 28/03/2011: 0 sáng kiến, 0/3 đơn vị đã nộp',
      preheader: '3 đơn vị chưa nộp; không còn lỗi hay cảnh báo.',
      paragraphs: [
        'Tính đến 07:30 ngày 28/03/2011, hệ thống chưa ghi nhận sáng kiến nào (0/3 đơn vị có sáng kiến).',
        'Giá trị làm lợi đã tính được: chưa có số liệu. Chưa tính được: 0. Không tính được bằng tiền: 0.',
        'Không còn lỗi hay cảnh báo nào. Đơn vị chưa nộp: Đơn vị 001; Đơn vị 002; Đơn vị 003.',
        'Hạn gửi danh sách sáng kiến kỳ 2008-2010: 31/03/2011, còn 3 ngày.',
      ],
    });
    expect(view(facts).tileRows[1]?.tiles[1]?.value).toBe('Chưa có số liệu');
    expect(section(facts, MAIL_LABELS.categories)).toMatchObject({
      bars: [],
      texts: ['Chưa ghi nhận sáng kiến nào.'],
    });
  });

  it('of a programme without units in its period says so', () => {
    const facts = digestFacts({ changes: undefined, ...emptyFacts([]) });
    expect(view(facts).paragraphs.slice(2)).toEqual([
      'Không còn lỗi hay cảnh báo nào. Danh sách không có đơn vị nào trong kỳ.',
    ]);
    expect(section(facts, MAIL_LABELS.review)).toMatchObject({
      figures: [],
      texts: ['Không có điểm nào cần lưu ý.'],
    });
  });

  it('no longer speaks of the deadline once all units have reported', () => {
    const summary = { ...SUMMARY, unitsReported: 65, missingUnits: [] };
    const facts = digestFacts({ summary, missing: [], unitsWithRows: 65 });
    expect(view(facts).paragraphs.slice(2)).toEqual([
      'Còn 7 lỗi và 9 cảnh báo tại 2 đơn vị (trong đó 1 dòng còn thiếu cột bắt buộc). Tất cả đơn vị đã nộp.',
    ]);
  });

  it('knows programmes without a deadline', () => {
    const { deadline: _, ...published } = publishedFacts();
    expect(view({ ...published, kind: 'weekly', changes: undefined }).paragraphs.length).toBe(3);
  });

  it('names ten of 1,000 missing units, counts the others, and links to all', () => {
    const facts = digestFacts(emptyFacts(listUnits(1000)));
    expect(view(facts).paragraphs[2]).toMatch(/Đơn vị 009; Đơn vị 010 và 990 đơn vị khác\.$/);
    expect(section(facts, MAIL_LABELS.review)?.links).toContainEqual({
      label: 'Trang “Đơn vị chưa nộp”',
      url: `${SHEET}#gid=7&range=A1`,
    });
  });

  it('names all of ten missing units, and ten of eleven', () => {
    expect(view(digestFacts(emptyFacts(listUnits(10)))).paragraphs[2]).toMatch(/Đơn vị 010\.$/);
    expect(view(digestFacts(emptyFacts(listUnits(11)))).paragraphs[2]).toMatch(
      /Đơn vị 010 và 1 đơn vị khác\.$/,
    );
  });

  it('writes every đồng of a huge sum, and its short form on the tile', () => {
    const benefit = { totalDong: 123_456_789_012_345, counted: 1, notYet: 0, cannot: 0 };
    const facts = digestFacts({ summary: { ...SUMMARY, benefit } });
    expect(view(facts).paragraphs[1]).toContain('123.456.789.012.345 đồng (1 sáng kiến)');
    expect(view(facts).tileRows[1]?.tiles[1]?.value).toBe('123.456,79 tỷ đồng');
  });

  it('names a period that is not made of whole years by its days', () => {
    const facts = digestFacts({ period: { from: '2008-07-01', to: '2010-06-30' } });
    expect(view(facts).subject).toMatch(/^\[Sáng kiến 01\/07\/2008 - 30\/06\/2010\] /);
  });

  it('offers no way out to a reader who has none', () => {
    expect(view(digestFacts(), { unsubscribeUrl: undefined }).unsubscribe).toEqual([]);
  });
});

describe('the mail of the deadline', () => {
  it('says that the figures are final, names its files, claims no changes', () => {
    const { subject, kindName, paragraphs, sections } = view(closingFacts());
    expect(subject).toBe(
      '[Sáng kiến 2008-2010] Số liệu chốt đến ngày 28/03/2011: 235 sáng kiến, 62/65 đơn vị đã nộp',
    );
    expect(kindName).toBe('Thư chốt số liệu');
    expect(paragraphs.at(-1)).toBe('Tệp gửi kèm: du-thao-bao-cao.docx; bang-tong-hop.xlsx.');
    expect(sections.map(({ title }) => title)).toEqual([
      'Số sáng kiến theo nhóm',
      'Cần lưu ý',
      'Tài liệu khác',
    ]);
  });

  it('says that the deadline is over, and nothing on the day itself', () => {
    expect(view(closingFacts()).paragraphs).toContain(
      'Hạn gửi danh sách sáng kiến kỳ 2008-2010: 31/03/2011, đã quá hạn 1 ngày.',
    );
    expect(view(closingFacts({ today: '2011-03-31' })).paragraphs.join()).not.toContain('Hạn gửi');
  });

  it('says what is not in it when it could wait no longer', () => {
    expect(view(closingFacts({ unpublishedUnits: 3 })).paragraphs).toContain(
      'Số liệu lấy theo lần công bố lúc 07:30 ngày 28/03/2011; thay đổi mới hơn của 3 đơn vị chưa có trong thư này.',
    );
  });

  it('without files does not speak of any', () => {
    expect(view(closingFacts({ attachments: [] })).paragraphs.join()).not.toContain('Tệp gửi kèm');
  });
});

describe('the reminder', () => {
  const unitFrame: MailFrame = {
    reader: 'unit',
    links: [{ label: 'Bảng nhập của đơn vị', url: 'https://sheet.example/1' }],
    unsubscribeUrl: undefined,
  };

  it('of a unit that reported nothing says how to, also that there is nothing to report', () => {
    expect(toMailView(reminderFacts({ rejected: 0, incomplete: 0 }), unitFrame)).toMatchObject({
      subject:
        '[Nhắc nộp] Bệnh viện đa khoa Nguyễn Đình Chiểu: hạn gửi danh sách sáng kiến 31/03/2011',
      preheader: 'Còn 3 ngày; đơn vị chưa nộp.',
      kindName: 'Thư nhắc nộp',
      asOf: '',
      greeting: 'Kính gửi Bệnh viện đa khoa Nguyễn Đình Chiểu,',
      paragraphs: [
        'Đến nay hệ thống chưa ghi nhận sáng kiến nào và cũng chưa nhận được xác nhận của đơn vị.',
        'Hạn gửi danh sách sáng kiến kỳ 2008-2010: 31/03/2011, còn 3 ngày.',
        'Đề nghị nhập sáng kiến vào bảng tính của đơn vị; các dòng được tự kiểm tra và gửi đi. Nếu đơn vị không có sáng kiến trong kỳ, hãy mở bảng tính và chọn «Không có sáng kiến» trong trình đơn «Sáng kiến».',
      ],
      mainLinks: unitFrame.links,
      sections: [],
    });
  });

  it('of rows that do not count says which and what to do', () => {
    const facts = reminderFacts({ hasReported: true, waiting: 4 });
    const { paragraphs, sections } = toMailView(facts, unitFrame);
    expect(paragraphs).toEqual([
      'Một số dòng của đơn vị chưa được tính vào tổng hợp.',
      'Hạn gửi danh sách sáng kiến kỳ 2008-2010: 31/03/2011, còn 3 ngày.',
      'Đề nghị mở bảng tính của đơn vị, xem cột “Kết quả kiểm tra” và sửa theo lời nhắc ở từng dòng.',
    ]);
    expect(sections.map(({ title, figures }) => [title, figures])).toEqual([
      [
        'Dòng cần xử lý',
        [
          { label: 'Dòng bị từ chối, cần sửa', value: '2' },
          { label: 'Dòng còn thiếu cột bắt buộc', value: '1' },
          { label: 'Dòng đang chờ gửi, hệ thống sẽ tự gửi', value: '4' },
        ],
      ],
    ]);
  });

  it('asks for no mending of rows that only wait', () => {
    const facts = reminderFacts({ hasReported: true, rejected: 0, incomplete: 0, waiting: 1 });
    expect(toMailView(facts, unitFrame).paragraphs.length).toBe(2);
  });

  it('has words where nothing is left to do', () => {
    const facts = reminderFacts({ hasReported: true, rejected: 0, incomplete: 0, daysLeft: -1 });
    expect(toMailView(facts, unitFrame).paragraphs).toEqual([
      'Không còn dòng nào cần xử lý.',
      'Hạn gửi danh sách sáng kiến kỳ 2008-2010: 31/03/2011, đã quá hạn 1 ngày.',
    ]);
  });
});

describe('the mail to the operator', () => {
  it('groups problems, what concerns everybody first, with what to do', () => {
    const { subject, preheader, asOf, greeting, paragraphs, mainLinks, sections } = view(
      alertFacts(),
    );
    expect(subject).toBe(
      '[Vận hành] Tổng kết phong trào sáng kiến 03 năm 2008-2010: 7 việc cần xem',
    );
    expect(preheader).toBe(
      'Bảng tổng hợp chậm; Thư chưa rõ đã gửi hay chưa; Thư không gửi được; Địa chỉ không nhận được thư; Người nhận báo thư rác; Đơn vị không có địa chỉ thư; Đơn vị mất liên hệ.',
    );
    expect(asOf).toBe('Kiểm tra lúc 07:30 ngày 28/03/2011');
    expect(greeting).toBe('Kính gửi người vận hành,');
    expect(mainLinks).toEqual([{ label: 'Bảng tổng hợp', url: SHEET }]);
    expect(paragraphs).toEqual(['Hệ thống ghi nhận 7 việc cần người vận hành xem.']);
    expect(sections.map(({ title, items }) => [title, ...items.map(({ text }) => text)])).toEqual([
      [
        'Bảng tổng hợp chậm',
        'Thay đổi từ 06:30 ngày 28/03/2011 chưa được công bố; lần công bố gần nhất: 05:30 ngày 28/03/2011',
      ],
      [
        'Thư chưa rõ đã gửi hay chưa',
        'Thư tổng hợp định kỳ lúc 06:30 ngày 28/03/2011, gửi lanh-dao@ben-tre.example',
      ],
      [
        'Thư không gửi được',
        'Thư tổng hợp hằng tháng lúc 06:30 ngày 28/03/2011, gửi lanh-dao@ben-tre.example: MessageRejected',
      ],
      ['Địa chỉ không nhận được thư', 'cu@ben-tre.example, lúc 06:30 ngày 28/03/2011'],
      ['Người nhận báo thư rác', 'khac@ben-tre.example, lúc 06:30 ngày 28/03/2011'],
      ['Đơn vị không có địa chỉ thư', 'BT061 Công ty Cổ phần Dược phẩm Bến Tre'],
      [
        'Đơn vị mất liên hệ',
        'Bệnh viện đa khoa Nguyễn Đình Chiểu: liên hệ gần nhất 07:30 ngày 21/03/2011',
      ],
    ]);
    for (const { texts } of sections) expect(texts).toHaveLength(1);
  });

  it('knows that nothing was published yet', () => {
    const problems = [
      { kind: 'publicationLate', changedAt: AS_OF, publishedAt: undefined },
    ] as const;
    expect(view(alertFacts({ problems })).sections[0]?.items).toEqual([
      {
        mark: '',
        text: 'Thay đổi từ 07:30 ngày 28/03/2011 chưa được công bố; lần công bố gần nhất: chưa có',
      },
    ]);
  });

  it('names every problem it counts, and says how many come with the next', () => {
    const problems = listUnits(100).map((unit) => ({ kind: 'noAddress', unit }) as const);
    const { sections, paragraphs } = view(alertFacts({ problems, later: 30 }));
    expect(sections[0]?.items.map(({ text }) => text)).toEqual(
      listUnits(100).map(({ code, name }) => `${code} ${name}`),
    );
    expect(paragraphs).toEqual([
      'Hệ thống ghi nhận 100 việc cần người vận hành xem.',
      'Còn 30 việc khác được nêu trong thư báo sau.',
    ]);
  });

  it('has words of its own for a mail that had nothing to tell', () => {
    const mail = { recipient: 'a@x.example', mailKind: 'closing', scheduledAt: AS_OF } as const;
    const problems = [{ kind: 'refusedMail', reason: 'unpublished', ...mail }] as const;
    expect(view(alertFacts({ problems })).sections[0]?.items[0]?.text).toBe(
      'Thư chốt số liệu lúc 07:30 ngày 28/03/2011, gửi a@x.example: chưa có lần công bố nào',
    );
  });
});
