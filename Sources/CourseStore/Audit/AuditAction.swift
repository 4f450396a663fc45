/// What people do that the audit log keeps: `mail.hold` is what its row says.
///
/// Whoever writes an entry names one of these, and whoever shows it has words for each.
public enum AuditAction: String, Hashable, Sendable, CaseIterable {
    /// An address may run courses.
    case administratorAdd = "administrator.add"
    /// An address may not run courses any more.
    case administratorRemove = "administrator.remove"
    /// A link for an administrator to come in by was made at the terminal.
    case administratorLink = "administrator.link"
    /// A course was read from its file.
    case courseImport = "course.import"
    /// A course was copied.
    case courseCopy = "course.copy"
    /// A course was made from a previous one.
    case courseSucceed = "course.succeed"
    /// A list was enrolled at the terminal.
    case courseEnrol = "course.enrol"
    /// Letters leave.
    case courseLive = "course.live"
    /// Letters leave although somebody has not agreed.
    case courseLiveWithoutAgreement = "course.live-without-agreement"
    /// Nothing is released for now.
    case coursePause = "course.pause"
    /// A course runs on trial.
    case courseSimulate = "course.simulate"
    /// The clock of a course was moved on.
    case courseClock = "course.clock"
    /// A coordinator agreed that letters leave.
    case agreementGive = "agreement.give"
    /// A coordinator took that back.
    case agreementWithdraw = "agreement.withdraw"
    /// A municipality has other settings.
    case municipalitySet = "municipality.set"
    /// A municipality has other closing days.
    case calendarSet = "calendar.set"
    /// A list was enrolled on a page.
    case enrolmentApply = "enrolment.apply"
    /// A group has another name.
    case groupRename = "group.rename"
    /// A group has another chair.
    case groupChair = "group.chair"
    /// Somebody gives service checks.
    case helperAdd = "helper.add"
    /// Somebody gives none any more.
    case helperRemove = "helper.remove"
    /// A leader's address was corrected.
    case leaderAddress = "leader.address"
    /// A leader's record was changed.
    case leaderEdit = "leader.edit"
    /// A leader was taken out.
    case leaderWithdraw = "leader.withdraw"
    /// A leader was taken in again, or the address tried again.
    case leaderReturn = "leader.return"
    /// A leader's role was handed over.
    case leaderSuccession = "leader.succession"
    /// A leader chose a language.
    case leaderLanguage = "leader.language"
    /// A film was noted as seen.
    case filmDone = "film.done"
    /// A group's notes were noted as written.
    case reflectionDone = "reflection.done"
    /// A group's meeting got a date.
    case meetingSet = "meeting.set"
    /// The date of a group's meeting was removed.
    case meetingRemove = "meeting.remove"
    /// Leaders got seats in a session.
    case seatSet = "seat.set"
    /// A session was moved.
    case sessionMove = "session.move"
    /// An address was tried for a leader that somebody else has.
    case leaderAddressTaken = "leader.address-taken"
    /// A list was compared that has another municipality's addresses.
    case enrolmentElsewhere = "enrolment.elsewhere"
    /// A letter, a prompt or a route was held.
    case mailHold = "mail.hold"
    /// A letter, a prompt or a route was let go.
    case mailRetry = "mail.retry"
    /// A letter, a prompt or what waits on a route was cancelled.
    case mailCancel = "mail.cancel"
    /// A message was sent.
    case messageSend = "message.send"
    /// The letters of a message that had not left were cancelled.
    case messageCancel = "message.cancel"
    /// A letter was sent again to its leader.
    case messageCopy = "message.copy"
    /// A prompt was sent to somebody who had missed it.
    case messageMissed = "message.missed"
    /// A prompt has own words.
    case wordsSet = "words.set"
    /// A prompt has the words beneath again.
    case wordsReset = "words.reset"
}

/// What the audit log says of a deed in numbers: how many of something, or the number of a row.
///
/// In the order in which they are told.
public enum AuditFigure: String, Hashable, Sendable, CaseIterable {
    /// The number of the leader who took over.
    case successor
    /// The number of the leader who chairs.
    case leader
    /// How many chair.
    case chairs
    /// The number of the municipality whose own it is.
    case municipality
    /// How many municipalities have not agreed.
    case municipalities
    /// The version of the course.
    case version
    /// How many weeks later.
    case weeks
    /// How many rules.
    case prompts
    /// How many fields.
    case fields
    /// Whether the sender is another: 1.
    case sender
    /// Whether the signature is another: 1.
    case signed
    /// Whether the contact is another: 1.
    case contact
    /// Whether the coordinator is another: 1.
    case coordinator
    /// Whether the time of the letters is another: 1.
    case sendAt = "send-at"
    /// How many leaders are new.
    case new
    /// How many leaders' records changed.
    case changed
    /// How many leaders' records stayed.
    case unchanged
    /// How many got a seat.
    case leaders
    /// How many places at a table.
    case tables
    /// How many were added: sendings, or closing days.
    case added
    /// How many were removed.
    case removed
    /// How many sendings moved.
    case moved
    /// How many leaders or sendings were taken out.
    case withdrawn
    /// How many leaders get a correction.
    case told
    /// How many queued letters were taken back.
    case cancelled
    /// How many letters.
    case letters
    /// How many items.
    case items
    /// How many leaders mail does not reach.
    case unreachable
    /// How many rows of a list.
    case rows
    /// How many of them are enrolled in another municipality.
    case elsewhere
    /// The number of the letter.
    case letter
    /// The number of the letter that it copies.
    case original
}
