"""Letters sent before they were kept person by person: to everyone convened who had an address."""

from django.db import migrations


def fill(apps, schema_editor):
    """The dates of the meeting, for those a letter could reach."""
    Attendance = apps.get_model("meetings", "Attendance")
    convened = Attendance.objects.select_related("meeting", "person").order_by("pk")
    for one in convened.exclude(meeting__convened_at=None):
        if one.person.email:
            one.convened_at = one.meeting.convened_at
            one.minutes_sent_at = one.meeting.minutes_sent_at
            one.save(update_fields=["convened_at", "minutes_sent_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0002_letters_to_each_person"),
        ("accounts", "0001_initial"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
