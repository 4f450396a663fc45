import Course
import Postgres

/// The statements about a municipality's settings.
enum SettingsQueries {
    static func set(_ municipality: Municipality.ID, to settings: MunicipalitySettings) -> Statement {
        let contact = settings.contact
        return Statement(
            """
            UPDATE municipality SET sender = \(settings.sender), signed = \(settings.signed),
                contact_name = \(contact.name), contact_email = \(contact.email), contact_phone = \(nullable: contact.phone),
                coordinator = \(settings.coordinator), send_at = \(settings.sendAt)
            WHERE id = \(municipality)
            """
        )
    }
}
