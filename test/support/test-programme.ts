/** A programme of three units of the province: one types, one copies, one has nothing yet. */
import type { Programme } from '../../core/programme.ts';
import { parseProgramme } from '../../core/programme.ts';

export function testProgramme(): Programme {
  return parseProgramme('ben-tre', {
    code: 'ben-tre',
    name: 'Tổng kết phong trào sáng kiến 2008-2010',
    province: 'Bến Tre',
    rulesVersion: 3,
    period: { from: '2008-01-01', to: '2010-12-31' },
    referenceDate: '2011-03-31',
    deadline: '2011-02-28',
    schedules: { publishEveryMinutes: 5 },
    recipients: [],
    legalReferences: [],
    units: [
      { code: 'BT028', name: 'Bệnh viện đa khoa Nguyễn Đình Chiểu', type: 'Bệnh viện' },
      { code: 'BT061', name: 'Công ty Cổ phần Dược phẩm Bến Tre', type: 'Doanh nghiệp' },
      { code: 'BT059', name: 'Báo Đồng Khởi', type: 'Đơn vị sự nghiệp' },
    ],
  });
}
