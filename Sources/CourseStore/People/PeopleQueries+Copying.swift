import Course
import Postgres

extension PeopleQueries {
    /// Copies groups, areas, leaders, seats and meetings from one course to another with the same municipalities.
    static func copyPeople(from source: CourseOutline.ID, to copy: CourseOutline.ID) -> [Statement] {
        let twins: SQL = "municipality one JOIN municipality two ON two.course = \(copy) AND two.key = one.key"
        return [
            Statement(
                """
                INSERT INTO area (municipality, name)
                SELECT two.id, a.name FROM \(fragment: twins) JOIN area a ON a.municipality = one.id
                WHERE one.course = \(source)
                ON CONFLICT ON CONSTRAINT area_name_unique DO NOTHING
                """
            ),
            Statement(
                """
                INSERT INTO leader_group (municipality, name)
                SELECT two.id, g.name FROM \(fragment: twins) JOIN leader_group g ON g.municipality = one.id
                WHERE one.course = \(source)
                """
            ),
            Statement(
                """
                INSERT INTO leader (course, municipality, name, email, area, leader_group, chair, title, reports_to,
                                    language, listed, enrolled_at, withdrawn_at)
                SELECT \(copy), two.id, l.name, l.email, a2.id, g2.id, l.chair, l.title, l.reports_to, l.language,
                       l.listed, l.enrolled_at, l.withdrawn_at
                FROM \(fragment: twins) JOIN leader l ON l.municipality = one.id
                JOIN area a1 ON a1.id = l.area JOIN area a2 ON a2.municipality = two.id AND a2.name = a1.name
                LEFT JOIN leader_group g1 ON g1.id = l.leader_group
                LEFT JOIN leader_group g2 ON g2.municipality = two.id AND g2.name = g1.name
                WHERE one.course = \(source)
                """
            ),
            Statement(
                """
                INSERT INTO seat (leader, course, module, session, table_name)
                SELECT l2.id, \(copy), s.module, s.session, s.table_name
                FROM seat s JOIN leader l1 ON l1.id = s.leader
                JOIN leader l2 ON l2.course = \(copy) AND lower(l2.email) = lower(l1.email)
                WHERE l1.course = \(source)
                """
            ),
            Statement(
                """
                INSERT INTO meeting (leader_group, module, starts, ends, place)
                SELECT g2.id, t.module, t.starts, t.ends, t.place
                FROM \(fragment: twins) JOIN leader_group g1 ON g1.municipality = one.id
                JOIN meeting t ON t.leader_group = g1.id
                JOIN leader_group g2 ON g2.municipality = two.id AND g2.name = g1.name
                WHERE one.course = \(source)
                """
            ),
        ]
    }
}
